import type { PromiseKind } from '../../promise/promise.ts';

const answers =
  /\b(hear|answer|write|reply|know|call|confirm)|odpowie|odpisz|napisz|znać|zadzwoni|potwierdz|poinformuj|odpov|odepíš|napíš|vědět|zavol|potvrd|sdělí|відпов|відпиш|напиш|повідом|зателефон|підтверд|ответ|отпиш|сообщ|позвон|подтверд/iu;
const remedies =
  /\b(refund|replac|credit|exchang|repair|money)|zwróc|zwrac|wymieni|naprawi|pieniądz|vrát|vrac|vyměn|oprav|peníze|поверн|замін|обмін|ремонт|кошти|верн|возвр|замен|обмен|деньги/iu;

/** What kind of thing a recognised promise is likely to be; whoever sends it may choose another. */
export function kindOfPromise(what: string): PromiseKind {
  if (answers.test(what)) return 'answer';
  return remedies.test(what) ? 'remedy' : 'other';
}
