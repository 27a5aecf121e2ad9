import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('cs');

export const order: Record<TopicOf<'order'>, Template> = {
  changed_mind: letter(
    'Objednávka {{order}}: vrácení je v pořádku',
    'ne všechno se povede vybrat a toto můžete vrátit: {{items}}. Důvod uvádět nemusíte.',
    'Pošlete to prosím zpět do {{due}}, a to ve stavu, v jakém to můžeme znovu prodat. Jak to poslat: {{label}}',
    'Až zásilka dorazí, do 3 pracovních dnů ji zkontrolujeme a potom vám vrátíme {{amount}}.',
  ),
  cancel_before_shipping: letter(
    'Objednávka {{order}} je zrušená',
    'na vaše přání jsme zrušili objednávku {{order}}. Ještě nebyla odeslána, takže vás to nic nestojí.',
    'Vracíme {{amount}} stejnou cestou, jakou přišla platba. Peníze dorazí {{arrival}}.',
    'Nic dalšího dělat nemusíte. Kdyby v té době peníze nedorazily, odpovězte na tuto zprávu a zjistíme, kde jsou.',
  ),
  cancel_after_shipping: letter(
    'Objednávka {{order}} je už na cestě: vaše možnosti',
    'vaši žádost o zrušení objednávky {{order}} máme. Zásilka už odešla a zastavit ji nemůžeme, přesto máte na výběr.',
    '1. Zásilku nepřevzít, nebo ji neotevřenou poslat zpět do {{due}}: až se vrátí, vrátíme peníze. Jak ji poslat: {{label}}\n2. Nechat si ji, pokud se vám přece jen hodí.\n3. Pokud vadil termín nebo adresa, napište nám: možná ji půjde přesměrovat. Sledování: {{tracking}}',
    'Odpovězte prosím 1, 2, nebo 3.',
  ),
  billing: letter(
    'Objednávka {{order}}: vaše platba',
    'děkujeme za dotaz na platbu za objednávku {{order}}. Chápeme, že nečekaná částka na výpisu znepokojí.',
    'Porovnáváme každou platbu této objednávky s údaji banky. Pokud byla částka vyšší, než měla být, vrátíme vám celý rozdíl.',
    'Výsledek vám pošleme do {{due}}, s každou částkou a jejím datem. Číslo vašeho případu je {{complaint}}.',
  ),
  survey_why: letter(
    'Jedna otázka k objednávce {{order}}',
    'objednávku {{order}} si nakonec nenecháváte. To je v pořádku a na vrácení peněz to nic nemění.',
    'Napíšete nám proč? Stačí jedna věta: byla to doba dodání, cena, samo zboží, nebo něco na naší straně?',
    'Čteme každou odpověď. Pokud ještě půjde něco napravit, napíšeme vám do {{due}}.',
  ),
};
