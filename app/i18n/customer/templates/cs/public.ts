import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('cs');

export const inPublic: Record<TopicOf<'public'>, Template> = {
  public_reply: {
    subject: 'Naše odpověď na váš příspěvek',
    body: 'Dobrý den, děkujeme za otevřenost. Takhle to být nemá a omlouváme se. Chceme se na vaši objednávku podívat a napravit to. Aby se vaše údaje neobjevily veřejně, napsali jsme vám soukromou zprávu a náš návrh dostanete do {{due}}.\n\n{{agent}}, {{shop}}',
  },
  private_reply: letter(
    'K vašemu příspěvku: jak to chceme napravit',
    'přečetli jsme si váš příspěvek. Zklamali jsme vás a máte právo to říct. Omlouváme se.',
    'Podívali jsme se na objednávku {{order}} ({{items}}) a navrhujeme toto: {{remedy}}',
    'Je to pro vás dobré řešení? Pokud ne, napište nám, co by pomohlo. Případ {{complaint}} má dál na starosti {{agent}} a odpověď dostanete do {{due}}.',
  ),
};
