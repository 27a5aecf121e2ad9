import type { Reason } from '../complaint/complaint.ts';
import { anythingElse } from './anything-else.ts';
import { delivery } from './delivery.ts';
import { goods } from './goods.ts';
import { notAsDescribed } from './not-as-described.ts';
import type { Playbook } from './playbook.ts';
import { secondThoughts } from './second-thoughts.ts';

/** Every reason has its path. */
export const playbookOf: Readonly<Record<Reason, Playbook>> = {
  not_arrived: delivery,
  late: delivery,
  damaged: goods,
  defective: goods,
  wrong_item: goods,
  missing_item: goods,
  not_as_described: notAsDescribed,
  changed_mind: secondThoughts,
  cancel_order: secondThoughts,
  billing: anythingElse,
  other: anythingElse,
};
