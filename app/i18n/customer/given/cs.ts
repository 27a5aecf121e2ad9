import type { GivenWords } from './words.ts';

export const cs: GivenWords = {
  preparing: 'Už to vyřizujeme a dáme vám vědět, jakmile to bude jisté.',
  notPossible: 'Tohle se bohužel nepodařilo. Hledáme jiné řešení a napíšeme vám.',
  notPossibleOver: 'Tohle se bohužel nepodařilo.',
  beingTakenBack: 'Právě se to ruší.',
  takenBack: 'Bylo to zrušeno a už to neplatí.',
  validThrough: (day) => `Platí do ${day} včetně.`,
  parcel: (carrier, number) => `Zásilka: ${[carrier, number].filter(Boolean).join(', ')}`,
  follow: 'Sledovat zásilku',
  refund: {
    title: (amount) => `Vrácení peněz: ${amount}`,
    paymentOnItsWay:
      'Peníze se vracejí stejným způsobem, jakým byly zaplaceny. Bankám to obvykle trvá 3 až 10 pracovních dnů.',
    paymentArrived: (day) =>
      `Vráceno ${day} stejným způsobem, jakým bylo zaplaceno. Na účtu se peníze mohou objevit až za 10 pracovních dnů.`,
    creditOnItsWay: 'Částka přijde jako kredit na váš účet v našem obchodě.',
    creditArrived: 'Částka je na vašem účtu v našem obchodě jako kredit. Můžete s ní zaplatit další objednávku.',
    ofItCredit: (amount) =>
      `Z toho ${amount} přijde jako kredit na váš účet v našem obchodě, zbytek stejným způsobem, jakým bylo zaplaceno.`,
    byHand: 'Platba neproběhla přes náš e-shop, proto vám peníze vracíme přímo. Pokud nedorazily, napište nám.',
  },
  cancellation: {
    title: (order) => `Objednávka ${order} je zrušená`,
    done: 'Nic z ní už neodešleme.',
    refundOnItsWay: (amount) =>
      `${amount} se vrací stejným způsobem, jakým bylo zaplaceno. Bankám to obvykle trvá 3 až 10 pracovních dnů.`,
    refundArrived: (amount) =>
      `${amount} vráceno stejným způsobem, jakým bylo zaplaceno. Na účtu se peníze mohou objevit až za 10 pracovních dnů.`,
  },
  replacement: {
    title: (items) => `Posíláme vám zdarma: ${items}`,
    onItsWay: (order) => `Objednávka má číslo ${order} a pošleme vám ji.`,
    arrived: 'Zásilka byla doručena.',
  },
  discountCode: {
    amount: (amount) => `Kód na slevu ${amount} z jedné objednávky`,
    percent: (percent) => `Kód na slevu ${percent} z jedné objednávky`,
    shipping: 'Kód na dopravu zdarma',
    shippingUpTo: (amount) => `Kód na dopravu zdarma v ceně do ${amount}`,
    minimum: (amount) => `Pro objednávky od ${amount}.`,
    soon: 'Kód začne platit za chvíli.',
    ready: 'Kód zadejte při dokončení objednávky. Platí jednou.',
    code: 'Váš kód',
    used: 'Tento kód už byl použit.',
    over: (day) => `Tento kód platil do ${day}.`,
  },
  vipPrice: {
    title: (percent) => `Sleva ${percent} na všechny vaše objednávky`,
    ready: 'Odečte se sama při dokončení objednávky, když jste přihlášeni.',
  },
  storeCredit: {
    title: (amount) => `Kredit ${amount}`,
    onItsWay: 'Brzy bude na vašem účtu v našem obchodě.',
    ready: 'Je na vašem účtu v našem obchodě. Po přihlášení s ním můžete zaplatit objednávku.',
  },
  giftCard: {
    title: (amount) => `Dárková karta na ${amount}`,
    onItsWay: 'Přijde vám v samostatné zprávě.',
    ready: (last) => `Přišla vám v samostatné zprávě. Její kód končí na ${last}.`,
  },
  return: {
    title: (items) => `Prosíme o zaslání zpět: ${items}`,
    send: 'Zásilku pošlete, kdy se vám to hodí, nejlépe do 14 dnů.',
    label: 'Otevřít přepravní štítek',
    labelNumber: (number) => `Číslo přepravního štítku: ${number}`,
    labelLater: 'Pošleme vám přepravní štítek. Nic neplatíte.',
    ownCost: 'Zpáteční poštovné hradíte vy.',
    arrived: 'Vaše zásilka k nám dorazila. Děkujeme.',
    exchange: (items) => `Výměnou dostanete: ${items}`,
  },
  repair: {
    title: (items) => `Oprava: ${items}`,
    onItsWay: (partner, day) => `Opravuje ${partner}. Hotovo má být do ${day}.`,
    arrived: 'Oprava je hotová a věc máte zpět.',
  },
  gift: {
    title: (what) => `Dárek: ${what}`,
    onItsWay: (day) => `Měl by dorazit do ${day}.`,
    arrived: 'Dárek dorazil.',
  },
  custom: {
    title: (what) => what,
    onItsWay: (day) => `Hotovo má být do ${day}.`,
    arrived: 'Hotovo.',
  },
};
