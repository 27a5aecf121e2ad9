import { addTextVersion } from '#app/db/message-texts.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import type { Language } from '#app/domain/language.ts';
import { checkTemplate, type Template, type TemplateProblem } from '#app/domain/messages/render.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** `changed_meanwhile`: somebody has saved since the page was opened; nothing was saved. */
export type SaveTextProblem =
  { kind: 'not_allowed' } | { kind: 'changed_meanwhile' } | { kind: 'not_whole'; problems: TemplateProblem[] };

/**
 * Saves a shop's own text to customers, or with null goes back to ours. `seen` is the version that the page showed. What
 * was there before stays readable, and the history of the settings says who changed it.
 */
export async function saveText(
  ctx: StaffContext,
  { topic, language, seen, text }: { topic: Topic; language: Language; seen: number; text: Template | null },
): Promise<Result<{ version: number }, SaveTextProblem>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const problems = text === null ? [] : checkTemplate(text);
  if (problems.length > 0) return err({ kind: 'not_whole', problems });
  const at = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const by = { userId: actor.userId, name: actor.name };
    const added = await addTextVersion(tx, shopId, { topic, language, seen, text, by, at });
    if (!added) return err({ kind: 'changed_meanwhile' });
    await tellSettings(tx, shopId, actor, { kind: 'message_text', topic, language, ours: text === null }, at);
    return ok({ version: seen + 1 });
  });
}
