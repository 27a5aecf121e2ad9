import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('cs');

export const item: Record<TopicOf<'item'>, Template> = {
  damaged: letter(
    'Objednávka {{order}} dorazila poškozená: co uděláme',
    'omlouváme se, že toto dorazilo poškozené: {{items}}. Nemělo se to stát a platit za to nebudete.',
    'Vyberte si, jak to napravíme: nový kus, nebo vrácení peněz. Napište nám prosím, čemu dáváte přednost, a pokud můžete, přiložte fotku poškození a obalu. S fotkou můžeme škodu uplatnit u dopravce.',
    'Další postup vám potvrdíme do {{due}}. Zboží si prosím do té doby ponechte.',
  ),
  defective: letter(
    'Objednávka {{order}}: zboží nefunguje, jak má',
    'omlouváme se, že toto nefunguje: {{items}}. Děkujeme za popis, díky němu můžeme jednat.',
    'Podle závady zboží opravíme, vyměníme, nebo za ně vrátíme peníze, vždy na naše náklady. Pokud je pro vás některá možnost nejlepší, napište nám ji, přihlédneme k ní.',
    'Konkrétní návrh dostanete do {{due}}. Číslo vašeho případu je {{complaint}}.',
  ),
  wrong_item: letter(
    'Objednávka {{order}}: poslali jsme jiné zboží',
    'do objednávky {{order}} jsme zabalili nesprávné zboží a omlouváme se. Objednáno bylo: {{items}}.',
    'Můžeme poslat to správné, nebo za ně vrátit peníze. Za dopravu neplatíte ani jedním směrem. Napište nám prosím, co si vyberete.',
    'Do {{due}} vám sdělíme datum odeslání, nebo potvrdíme vrácení peněz, a také co udělat se zbožím, které máte.',
  ),
  missing_item: letter(
    'Objednávka {{order}}: v zásilce něco chybělo',
    'omlouváme se, že zásilka nebyla úplná. Podle vaší zprávy chybí: {{items}}.',
    'Porovnáváme to s hmotností zásilky a s naším balicím listem. Pokud jde chybějící část zvlášť, dostanete její číslo. Pokud ne, pošleme ji znovu, nebo vrátíme peníze, jak si vyberete.',
    'Odpověď dostanete do {{due}}.',
  ),
  not_as_described: letter(
    'Objednávka {{order}} neodpovídá popisu',
    'zboží se liší od toho, co se dalo čekat: {{items}}. Omlouváme se, popis musí souhlasit.',
    'Můžete ho na naše náklady poslat zpět a dostanete celou částku, nebo si ho nechat a dostanete zpět část ceny. Napište nám prosím, co vám vyhovuje, a uveďte větu nebo obrázek, které neseděly, ať stránku opravíme.',
    'Vaši volbu potvrdíme do {{due}}.',
  ),
  photos_wanted: letter(
    'Objednávka {{order}}: pomohly by nám dvě fotky',
    'abychom mohli rozhodnout o případu {{complaint}}, potřebujeme vidět, co je špatně. Odpovězte prosím na tuto zprávu a přiložte dvě fotky: celé zboží a místo, o které jde. Fotka z telefonu stačí.',
    'Až je budeme mít, rozhodneme do {{due}}. Pokud fotit nemůžete, stačí popis několika větami.',
  ),
};
