import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('en');

export const inPublic: Record<TopicOf<'public'>, Template> = {
  public_reply: {
    subject: 'Our answer to your post',
    body: 'Hello, and thank you for being open with us. What you describe is not how it should be, and we are sorry. We would like to look into your order and put it right. So that your details do not appear here, we have sent you a private message, and you will have a proposal from us by {{due}}.\n\n{{agent}}, {{shop}}',
  },
  private_reply: letter(
    'About your post: how we would like to put it right',
    'We have read your post. You were let down by us, and you had reason to say so. We are sorry.',
    'We have looked into order {{order}} ({{items}}), and this is what we propose: {{remedy}}',
    'Does that put it right for you? If not, tell us what would. {{agent}} stays in charge of your case {{complaint}} and will answer you by {{due}}.',
  ),
};
