import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('cs');

export const remedy: Record<TopicOf<'remedy'>, Template> = {
  sorry_refund: letter(
    'Vracíme {{amount}} za objednávku {{order}}',
    'omlouváme se za potíže s objednávkou {{order}}.',
    'Vrátili jsme {{amount}}. Peníze jdou zpět stejnou cestou, jakou přišla platba ({{payment}}), a dorazí {{arrival}}.',
    'Nic dělat nemusíte. Kdyby v té době nedorazily, odpovězte na tuto zprávu a zjistíme, kde jsou.',
  ),
  sorry_cancellation: letter(
    'Objednávka {{order}} je zrušená, peníze jsou na cestě',
    'mrzí nás, že objednávka {{order}} nevyšla. Omlouváme se.',
    'Je zrušená, nic dalšího už nepošleme a {{amount}} jsme vrátili. Peníze dorazí {{arrival}}.',
    'Nic dělat nemusíte.',
  ),
  sorry_replacement: letter(
    'Objednávka {{order}}: posíláme náhradu',
    'omlouváme se za potíže s objednávkou {{order}}. Zdarma vám posíláme náhradu: {{what}}',
    'Odejde od nás do {{due}} a číslo pro sledování dostanete e-mailem v den odeslání.',
  ),
  sorry_discount_code: letter(
    'Objednávka {{order}}: něco od nás na příště',
    'omlouváme se za potíže s objednávkou {{order}}. Stály vás čas a rádi bychom vám to vynahradili.',
    'Kód: {{code}}\nCo za něj dostanete: {{worth}}\nPlatí do: {{valid_until}}',
    'Zadejte ho při placení. Platí jednou a na tom, co spolu ještě řešíme, nic nemění.',
  ),
  sorry_vip_price: letter(
    'Objednávka {{order}}: odteď máte vlastní cenu',
    'omlouváme se za to, co se stalo s objednávkou {{order}}. Něčím takovým jste projít neměli.',
    'Odteď máte v našem obchodě vlastní cenu: {{worth}}\nPlatí do: {{valid_until}}',
    'Před nákupem se přihlaste a sleva se odečte sama.',
  ),
  sorry_store_credit: letter(
    'Objednávka {{order}}: {{amount}} na váš další nákup',
    'omlouváme se za potíže s objednávkou {{order}}.',
    'Na váš účet v našem obchodě jsme připsali {{amount}}.\nPlatí do: {{valid_until}}',
    'Když se u pokladny přihlásíte, můžete jimi zaplatit.',
  ),
  sorry_gift_card: letter(
    'Objednávka {{order}}: dárková karta pro vás',
    'omlouváme se za potíže s objednávkou {{order}} a děkujeme za trpělivost.',
    'Posíláme vám dárkovou kartu.\nHodnota: {{amount}}\nPlatí do: {{valid_until}}',
    'Kód přijde v samostatném e-mailu. Můžete ho použít ve více objednávkách, dokud se částka nevyčerpá.',
  ),
  sorry_return: letter(
    'Objednávka {{order}}: jak zboží poslat zpět',
    'omlouváme se, že musíte něco posílat zpět: {{items}}. Nic vás to nestojí.',
    'Jak to poslat: {{label}}\nUdělejte to prosím do {{due}}.',
    'Až zásilka dorazí, do 3 pracovních dnů ji zkontrolujeme a napíšeme vám, co jsme zjistili.',
  ),
  sorry_repair: letter(
    'Objednávka {{order}}: necháme to opravit',
    'omlouváme se, že toto nefunguje, jak má: {{items}}. Necháme to opravit na naše náklady.',
    'Jak to poslat: {{label}}',
    'Zpět to budete mít do {{due}}. Pokud to opravit nepůjde, dáme vám vědět a zboží vyměníme, nebo vrátíme peníze.',
  ),
  sorry_external_gift: letter(
    'Objednávka {{order}}: malý dárek je na cestě',
    'omlouváme se za to, co se stalo s objednávkou {{order}}. Slova sama nám připadají málo.',
    'Proto jsme pro vás vybrali: {{what}}',
    'Kurýr to přiveze na vaši adresu do {{due}}. Nic dělat nemusíte.',
  ),
  sorry_custom: letter(
    'Objednávka {{order}}: jak to napravíme',
    'omlouváme se za potíže s objednávkou {{order}}. Zařídili jsme pro vás toto: {{what}}',
    'Hotovo bude do {{due}}. Osobně to má na starosti {{agent}} a napíše vám, až to bude. Číslo vašeho případu je {{complaint}}.',
  ),
  sorry_several: letter(
    'Objednávka {{order}}: jak jsme to napravili',
    'omlouváme se za potíže s objednávkou {{order}}. Toto jsme pro vás udělali:',
    '{{remedies}}',
    'Nic dělat nemusíte. Kdyby něco nedorazilo tak, jak tu stojí, odpovězte na tuto zprávu a zjistíme, kde to je.',
  ),
};
