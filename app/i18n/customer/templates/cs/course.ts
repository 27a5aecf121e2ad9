import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('cs');

export const course: Record<TopicOf<'course'>, Template> = {
  holding: letter(
    'Objednávka {{order}}: potřebujeme čas do {{due}}',
    'vaši zprávu k objednávce {{order}} máme a věnuje se jí {{agent}}. Odpověď zatím nemáme, protože vám chceme dát takovou, která bude platit.',
    'Napíšeme vám do {{due}}, i kdyby nebylo nic nového. Do té doby nic dělat nemusíte. Číslo vašeho případu je {{complaint}}.',
  ),
  promise_not_kept: letter(
    'Objednávka {{order}}: nedodrželi jsme slovo',
    'slíbili jsme vám odpověď k objednávce {{order}} a včas jste ji nedostali. Je to naše chyba a omlouváme se.',
    'Jako náhradu: {{remedy}}',
    'Zbytek případu {{complaint}} má teď osobně na starosti {{agent}} a výsledek dostanete do {{due}}.',
  ),
  partly_justified: letter(
    'Objednávka {{order}}: co jsme zjistili a co nabízíme',
    'vaši reklamaci {{complaint}} jsme pečlivě prověřili. Zjistili jsme toto: {{finding}}',
    'Za tu část, která byla naší chybou: {{remedy}}',
    'Pokud to vidíte jinak, odpovězte do {{due}} a podívá se na to druhý kolega.',
  ),
  not_justified: letter(
    'Objednávka {{order}}: výsledek prověření',
    'děkujeme za trpělivost. Vaši reklamaci {{complaint}} jsme prověřili a zjistili jsme toto: {{finding}}',
    'Proto vám tentokrát nemůžeme nabídnout vrácení peněz ani výměnu. Víme, že to není odpověď, kterou byste si přáli.',
    'Pokud o něčem nevíme, třeba o fotce nebo podrobnosti, odpovězte prosím do {{due}}. Podívá se na to pak druhý kolega.',
  ),
  final_offer: letter(
    'Objednávka {{order}}: naše nabídka',
    'děkujeme, že jste to s námi probrali. U případu {{complaint}} jsme prošli vše, co je možné.',
    'Toto je naše nejlepší nabídka a víc nabídnout nemůžeme: {{remedy}}',
    'Rozmyslete si ji v klidu. Platí do {{due}}, stačí krátká odpověď. Pokud ji nepřijmete, všechna práva, která máte ze zákona, vám zůstávají.',
  ),
  after_care: letter(
    'Objednávka {{order}}: je už všechno v pořádku?',
    'před časem byly potíže s objednávkou {{order}}. Od té doby: {{remedy}}',
    'Je už všechno v pořádku? Pokud ano, nic dělat nemusíte. Pokud ne, odpovězte do {{due}} a k případu {{complaint}} se vrátíme tam, kde skončil.',
  ),
  review_wanted: letter(
    'Objednávka {{order}}: můžeme poprosit o pár slov?',
    'jsme rádi, že se podařilo případ {{complaint}} vyřešit.',
    'Pokud máte dvě minuty, napište prosím ostatním zákazníkům, jak to bylo: co se nepovedlo a jak se to napravilo. Upřímné hodnocení pomůže víc než dokonalé, i nám.',
    'Pokud vás ještě něco trápí, odpovězte raději na tuto zprávu. Čteme ji jako první.',
  ),
};
