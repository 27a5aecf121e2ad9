import type { Template } from '#app/domain/messages/render.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import { course } from './course.ts';
import { delivery } from './delivery.ts';
import { item } from './item.ts';
import { order } from './order.ts';
import { inPublic } from './public.ts';
import { remedy } from './remedy.ts';

export const texts: Record<Topic, Template> = { ...delivery, ...item, ...order, ...inPublic, ...course, ...remedy };
