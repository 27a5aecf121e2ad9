import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('cs');

export const delivery: Record<TopicOf<'delivery'>, Template> = {
  where_is_my_order: letter(
    'Kde je objednávka {{order}}',
    'děkujeme za dotaz na objednávku {{order}}. Ověřili jsme to: dopravce {{carrier}} zásilku naposledy načetl {{last_scan}} a doručení předpokládá do {{expected}}.',
    'Zásilku můžete sledovat zde: {{tracking}}',
    'Sledujeme ji také my. Pokud nebude u vás do {{due}}, ještě ten den vám napíšeme a nabídneme novou zásilku, nebo vrácení peněz, jak si vyberete.',
  ),
  delivered_not_received: letter(
    'Objednávka {{order}}: pojďme zásilku najít',
    'děkujeme za zprávu, že objednávka {{order}} k vám nedorazila. Podle dopravce {{carrier}} byla doručena {{delivered}}, a proto chceme zjistit, kde zůstala.',
    'Nejvíc pomohou dvě věci: zeptat se doma a u sousedů a poslat nám v odpovědi doručovací adresu. Porovnáme ji s adresou na štítku.',
    'Pokud se zásilka nenajde, zahájíme u dopravce pátrání a výsledek vám sdělíme do {{due}}. Nic dalšího dělat nemusíte.',
  ),
  parcel_search: letter(
    'Objednávka {{order}}: pátrání po zásilce začalo',
    'dopravce {{carrier}} na naši žádost pátrá po zásilce s objednávkou {{order}}. Naposledy byla načtena {{last_scan}} a od té doby se nepohnula. Omlouváme se, že musíte čekat.',
    'Pátrání trvá několik pracovních dní. Do {{due}} vám napíšeme výsledek. Pokud se zásilka do té doby nenajde, vyberete si: buď vše pošleme znovu, nebo vrátíme peníze.',
  ),
  late_because_of_us: letter(
    'Objednávka {{order}} se zpozdila naší chybou',
    'objednávka {{order}} od nás měla odejít dříve. Neodešla a je to naše chyba. Omlouváme se.',
    'Zásilka bude u vás do {{expected}}. Za čekání: {{remedy}}',
    'Pokud už ji kvůli zpoždění nepotřebujete, odpovězte do {{due}}. Objednávku zrušíme a vrátíme celou částku.',
  ),
  out_of_stock: letter(
    'Objednávka {{order}}: jedno zboží není skladem',
    'toto zboží z objednávky {{order}} není skladem: {{what}}. Měli jsme si toho všimnout dřív, než jsme objednávku přijali. Omlouváme se.',
    'Máte tři možnosti:\n1. Počkat: zboží čekáme do {{restock}}.\n2. Vzít si za stejnou cenu něco jiného: {{alternative}}\n3. Nechat si za toto zboží vrátit peníze.',
    'Odpovězte prosím 1, 2, nebo 3 do {{due}}. Pokud odpověď nepřijde, ten den vám za chybějící zboží vrátíme peníze.',
  ),
  missed_call: letter(
    'Volali jsme vám kvůli objednávce {{order}}',
    'volali jsme vám před chvílí, jak bylo domluveno, kvůli objednávce {{order}}, ale nezastihli jsme vás.',
    'Zavoláme ještě jednou {{due}}. Pokud se vám hodí jiný den nebo hodina, stačí odepsat. Chcete-li to raději písemně, dejte nám vědět a odpovíme e-mailem.',
  ),
};
