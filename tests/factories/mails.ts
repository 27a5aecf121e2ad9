/** Mails as tests ask for them and find them again. */
import { newId } from '#app/db/new-id.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { StaffMail } from '#app/i18n/en/mail.ts';
import { mailToStaff, type StaffReader } from '#app/services/mail/mail-to-staff.server.ts';
import { addMailRule, mailRuleInput } from '#dev-store/mail/rules.ts';
import type { Mail, MailRule } from '#dev-store/state/types.ts';
import type { z } from 'zod';
import { MUG_HOUSE, type World } from '#tests/setup/world.ts';

export const lukas: StaffReader = {
  userId: '1002',
  name: 'Lukas Meier',
  email: 'lukas@mughouse.example',
  locale: 'de',
};

export const approvalAsked = (
  data: Partial<Extract<StaffMail, { kind: 'approval_asked' }>['data']> = {},
): StaffMail => ({
  kind: 'approval_asked',
  data: {
    complaintNumber: 1042,
    askedBy: 'Anna Kowalska',
    amount: '€120.00',
    why: 'Agents may give up to €50.00 per case.',
    link: 'https://admin.shopify.com/store/amends-mug-house/apps/amends/app/complaints/1',
    ...data,
  },
});

type Asked = { to?: StaffReader; about?: ComplaintId; key?: string; mail?: StaffMail; shopId?: ShopId };

/** Asks for a mail in a transaction of its own; what was answered, and the key that the mail is found by. */
export async function askForMail(
  world: World,
  { to = lukas, about, key = newId(), mail, shopId = MUG_HOUSE }: Asked = {},
) {
  const answer = await world.db.atomically(shopId, (tx) =>
    mailToStaff(tx, world.system(shopId), { to, dedupeKey: key, about: about ?? null, mail: mail ?? approvalAsked() }),
  );
  return { answer, key: `${key}:${to.userId}` };
}

type MailRow = {
  id: string;
  state: string;
  attempts: number;
  doubts: number;
  next_at: Date | null;
  problem: string | null;
  message_id: string | null;
  to_name: string | null;
  to_address: string | null;
  subject: string | null;
  text: string | null;
  html: string | null;
};

/** A mail as the outbox has it. */
export async function mailRow(world: Pick<World, 'sql'>, key: string): Promise<MailRow> {
  const [row] = await world.sql<MailRow>('SELECT * FROM mails WHERE dedupe_key = $1', [key]);
  if (!row) throw new Error('no such mail in the outbox');
  return row;
}

/** Mails that the store's mail server has taken, oldest first. */
export const arrived = (world: Pick<World, 'store'>): readonly Mail[] => world.store.store.state.mails;

/** Something goes wrong at the mail server. */
export const mailFault = (world: Pick<World, 'store'>, rule: z.input<typeof mailRuleInput>): MailRule =>
  addMailRule(world.store.store, mailRuleInput.parse(rule));

/** Turns the clock to the next time that a mail is due and sweeps, until none is. */
export async function sweepUntilQuiet(world: World): Promise<void> {
  for (;;) {
    const [row] = await world.sql<{ due: Date | null }>('SELECT min(next_at) AS due FROM mails');
    if (!row?.due) return;
    await world.clock.advance(Math.max(0, row.due.getTime() - world.clock.now().getTime()));
    await world.sweepMails();
  }
}
