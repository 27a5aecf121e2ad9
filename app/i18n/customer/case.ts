import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { Language } from '#app/domain/language.ts';

/** The page on which a customer follows her complaint. A `day` stands in the form that follows "by". */
export type CaseTexts = {
  title: (number: string) => string;
  aboutOrder: (order: string, day: string) => string;
  stands: string;
  state: Record<ComplaintState, string>;
  nextBy: (day: string) => string;
  nextToday: string;
  late: (day: string) => string;
  /** The last day that the law of her country leaves the shop. */
  legal: (day: string) => string;
  yourTurn: string;
  notRight: string;
  given: string;
  said: string;
  nothingSaid: string;
  you: string;
  write: string;
  yourMessage: string;
  writeHint: string;
  send: string;
  sent: (day: string) => string;
  problems: string;
  empty: string;
  tooLong: (most: number) => string;
  tooMany: string;
  keepToYourself: string;
  /** Of a link that opens nothing any more. */
  over: { title: string; why: string; how: string; button: string; asked: { title: string; text: string } };
  /** What whoever is signed in at the shop has reported. */
  list: { title: string; none: string; signIn: string; open: string };
};

export const caseTexts: Record<Language, CaseTexts> = {
  en: {
    title: (number) => `Your case ${number}`,
    aboutOrder: (order, day) => `About order ${order}, since ${day}`,
    stands: 'Where it stands',
    state: {
      open: 'We are working on it.',
      waiting_for_customer: 'We have written to you and are waiting for your answer.',
      resolved: 'This case is resolved.',
      closed: 'This case is closed.',
    },
    nextBy: (day) => `You will hear from us by ${day}.`,
    nextToday: 'You will hear from us today.',
    late: (day) => `We wanted to write to you by ${day}, and are late. We are sorry. Your case is not forgotten.`,
    legal: (day) => `By law we have to answer by ${day} at the latest.`,
    yourTurn: 'You can answer below, or simply reply to our e-mail.',
    notRight: 'If something is still not right, write to us below. We will look at it again.',
    given: 'What you get',
    said: 'Messages',
    nothingSaid: 'Nothing has been written yet.',
    you: 'You',
    write: 'Write to us',
    yourMessage: 'Your message',
    writeHint: 'Please leave out card numbers and passwords. We never need them.',
    send: 'Send',
    sent: (day) => `Thank you, your message has arrived. You will hear from us by ${day}.`,
    problems: 'Please check',
    empty: 'Please write a few words first.',
    tooLong: (most) => `That is too long for one message. Please send at most ${String(most)} characters at a time.`,
    tooMany: 'We have all of your messages. Please give us an hour to read them before you send the next one.',
    keepToYourself: 'Whoever has the link to this page can see it. Please keep it to yourself.',
    over: {
      title: 'This link is no longer valid',
      why: 'Links run out after a while, and some work only once. It keeps what is yours safe.',
      how: 'Open the latest e-mail from us, or have a fresh link sent to you.',
      button: 'Send me a fresh link',
      asked: {
        title: 'Please look into your e-mail',
        text: 'If this was a link of ours, a fresh one is on its way to the e-mail address of the order. It can take a few minutes. You can also reply to any e-mail from us.',
      },
    },
    list: {
      title: 'What you have reported',
      none: 'You have not reported any problem.',
      signIn: 'Please sign in to your account in the shop to see what you have reported.',
      open: 'See how it stands',
    },
  },
  uk: {
    title: (number) => `Ваше звернення ${number}`,
    aboutOrder: (order, day) => `Щодо замовлення ${order}, надіслано ${day}`,
    stands: 'На якому етапі',
    state: {
      open: 'Ми працюємо над ним.',
      waiting_for_customer: 'Ми написали вам і чекаємо на вашу відповідь.',
      resolved: 'Це звернення вирішено.',
      closed: 'Це звернення закрито.',
    },
    nextBy: (day) => `Ми напишемо вам не пізніше ${day}.`,
    nextToday: 'Ми напишемо вам сьогодні.',
    late: (day) => `Ми хотіли написати вам до ${day} і запізнюємося. Перепрошуємо. Про ваше звернення не забуто.`,
    legal: (day) => `За законом ми маємо відповісти не пізніше ${day}.`,
    yourTurn: 'Відповісти можна нижче або просто у відповідь на наш лист.',
    notRight: 'Якщо щось досі не так, напишіть нам нижче. Ми розглянемо це ще раз.',
    given: 'Що ви отримуєте',
    said: 'Повідомлення',
    nothingSaid: 'Поки що нічого не написано.',
    you: 'Ви',
    write: 'Напишіть нам',
    yourMessage: 'Ваше повідомлення',
    writeHint: 'Не пишіть, будь ласка, номери карток і паролі. Вони нам ніколи не потрібні.',
    send: 'Надіслати',
    sent: (day) => `Дякуємо, ваше повідомлення надійшло. Ми напишемо вам не пізніше ${day}.`,
    problems: 'Перевірте, будь ласка',
    empty: 'Спершу напишіть, будь ласка, кілька слів.',
    tooLong: (most) =>
      `Для одного повідомлення це задовго. Надсилайте, будь ласка, не більше ${String(most)} знаків за раз.`,
    tooMany: 'Усі ваші повідомлення вже в нас. Дайте нам, будь ласка, годину, щоб їх прочитати, перш ніж писати далі.',
    keepToYourself: 'Цю сторінку бачить кожен, хто має посилання на неї. Не передавайте його, будь ласка, іншим.',
    over: {
      title: 'Це посилання більше не діє',
      why: 'Посилання діють певний час, а деякі лише один раз. Так ваші дані в безпеці.',
      how: 'Відкрийте наш останній лист або попросіть надіслати нове посилання.',
      button: 'Надіслати нове посилання',
      asked: {
        title: 'Перевірте, будь ласка, пошту',
        text: 'Якщо це було наше посилання, нове вже прямує на електронну адресу із замовлення. Це може тривати кілька хвилин. Можна також відповісти на будь-який наш лист.',
      },
    },
    list: {
      title: 'Ваші звернення',
      none: 'У вас немає звернень.',
      signIn: 'Увійдіть, будь ласка, до свого облікового запису в магазині, щоб побачити свої звернення.',
      open: 'Переглянути стан',
    },
  },
  pl: {
    title: (number) => `Zgłoszenie ${number}`,
    aboutOrder: (order, day) => `Dotyczy zamówienia ${order}, przyjęte ${day}`,
    stands: 'Na jakim etapie jest sprawa',
    state: {
      open: 'Zajmujemy się tym.',
      waiting_for_customer: 'Napisaliśmy i czekamy na Państwa odpowiedź.',
      resolved: 'Sprawa jest załatwiona.',
      closed: 'Sprawa jest zamknięta.',
    },
    nextBy: (day) => `Napiszemy najpóźniej do ${day}.`,
    nextToday: 'Napiszemy jeszcze dziś.',
    late: (day) => `Mieliśmy napisać do ${day} i się spóźniamy. Przepraszamy. Pamiętamy o tej sprawie.`,
    legal: (day) => `Zgodnie z prawem musimy odpowiedzieć najpóźniej do ${day}.`,
    yourTurn: 'Odpowiedzieć można poniżej albo po prostu na naszą wiadomość.',
    notRight: 'Jeśli coś nadal jest nie tak, prosimy napisać do nas poniżej. Zajmiemy się tym jeszcze raz.',
    given: 'Co Państwo otrzymują',
    said: 'Wiadomości',
    nothingSaid: 'Nie ma jeszcze żadnych wiadomości.',
    you: 'Państwo',
    write: 'Napisz do nas',
    yourMessage: 'Wiadomość',
    writeHint: 'Prosimy nie podawać numerów kart ani haseł. Nigdy ich nie potrzebujemy.',
    send: 'Wyślij',
    sent: (day) => `Dziękujemy, wiadomość dotarła. Napiszemy najpóźniej do ${day}.`,
    problems: 'Prosimy sprawdzić',
    empty: 'Prosimy najpierw napisać kilka słów.',
    tooLong: (most) => `To za dużo na jedną wiadomość. Prosimy wysyłać najwyżej ${String(most)} znaków naraz.`,
    tooMany: 'Mamy już wszystkie wiadomości. Prosimy o godzinę na ich przeczytanie przed wysłaniem kolejnej.',
    keepToYourself: 'Tę stronę zobaczy każdy, kto ma do niej link. Prosimy go nie przekazywać.',
    over: {
      title: 'Ten link już nie działa',
      why: 'Linki po pewnym czasie wygasają, a niektóre działają tylko raz. Tak dbamy o bezpieczeństwo Państwa danych.',
      how: 'Prosimy otworzyć naszą ostatnią wiadomość albo poprosić o nowy link.',
      button: 'Wyślij nowy link',
      asked: {
        title: 'Prosimy sprawdzić pocztę',
        text: 'Jeśli był to nasz link, nowy jest już w drodze na adres e-mail z zamówienia. Może to potrwać kilka minut. Można też odpowiedzieć na dowolną naszą wiadomość.',
      },
    },
    list: {
      title: 'Państwa zgłoszenia',
      none: 'Nie ma żadnych zgłoszeń.',
      signIn: 'Aby zobaczyć zgłoszenia, prosimy zalogować się na swoje konto w sklepie.',
      open: 'Zobacz stan',
    },
  },
  cs: {
    title: (number) => `Váš případ ${number}`,
    aboutOrder: (order, day) => `K objednávce ${order}, přijato ${day}`,
    stands: 'Jak věc stojí',
    state: {
      open: 'Pracujeme na tom.',
      waiting_for_customer: 'Napsali jsme vám a čekáme na vaši odpověď.',
      resolved: 'Tento případ je vyřešený.',
      closed: 'Tento případ je uzavřený.',
    },
    nextBy: (day) => `Napíšeme vám nejpozději do ${day}.`,
    nextToday: 'Napíšeme vám ještě dnes.',
    late: (day) => `Chtěli jsme vám napsat do ${day} a máme zpoždění. Omlouváme se. Nezapomněli jsme na vás.`,
    legal: (day) => `Ze zákona musíme odpovědět nejpozději do ${day}.`,
    yourTurn: 'Odpovědět můžete níže, nebo prostě na náš e-mail.',
    notRight: 'Pokud ještě něco není v pořádku, napište nám níže. Podíváme se na to znovu.',
    given: 'Co dostáváte',
    said: 'Zprávy',
    nothingSaid: 'Zatím tu žádné zprávy nejsou.',
    you: 'Vy',
    write: 'Napište nám',
    yourMessage: 'Vaše zpráva',
    writeHint: 'Neuvádějte prosím čísla karet ani hesla. Nikdy je nepotřebujeme.',
    send: 'Odeslat',
    sent: (day) => `Děkujeme, vaše zpráva dorazila. Napíšeme vám nejpozději do ${day}.`,
    problems: 'Zkontrolujte prosím',
    empty: 'Napište prosím nejdřív pár slov.',
    tooLong: (most) => `Na jednu zprávu je to příliš dlouhé. Pošlete prosím najednou nejvýše ${String(most)} znaků.`,
    tooMany: 'Všechny vaše zprávy máme. Dejte nám prosím hodinu na jejich přečtení, než pošlete další.',
    keepToYourself: 'Tuto stránku vidí každý, kdo má odkaz na ni. Nechte si ho prosím pro sebe.',
    over: {
      title: 'Tento odkaz už neplatí',
      why: 'Odkazy po čase vyprší a některé fungují jen jednou. Chráníme tím vaše údaje.',
      how: 'Otevřete náš poslední e-mail, nebo si nechte poslat nový odkaz.',
      button: 'Poslat nový odkaz',
      asked: {
        title: 'Podívejte se prosím do e-mailu',
        text: 'Pokud to byl náš odkaz, nový je už na cestě na e-mailovou adresu z objednávky. Může to trvat několik minut. Odpovědět můžete i na kterýkoli náš e-mail.',
      },
    },
    list: {
      title: 'Vaše případy',
      none: 'Žádný problém jste nenahlásili.',
      signIn: 'Přihlaste se prosím ke svému účtu v obchodě, ať vidíte své případy.',
      open: 'Podívat se, jak stojí',
    },
  },
  ru: {
    title: (number) => `Ваше обращение ${number}`,
    aboutOrder: (order, day) => `По заказу ${order}, принято ${day}`,
    stands: 'Как обстоят дела',
    state: {
      open: 'Мы работаем над ним.',
      waiting_for_customer: 'Мы написали вам и ждём вашего ответа.',
      resolved: 'Это обращение решено.',
      closed: 'Это обращение закрыто.',
    },
    nextBy: (day) => `Мы напишем вам не позднее ${day}.`,
    nextToday: 'Мы напишем вам сегодня.',
    late: (day) => `Мы хотели написать вам до ${day} и опаздываем. Просим прощения. Мы о вас не забыли.`,
    legal: (day) => `По закону мы должны ответить не позднее ${day}.`,
    yourTurn: 'Ответить можно ниже или просто на наше письмо.',
    notRight: 'Если что-то всё ещё не так, напишите нам ниже. Мы рассмотрим это ещё раз.',
    given: 'Что вы получаете',
    said: 'Сообщения',
    nothingSaid: 'Пока ничего не написано.',
    you: 'Вы',
    write: 'Напишите нам',
    yourMessage: 'Ваше сообщение',
    writeHint: 'Не указывайте, пожалуйста, номера карт и пароли. Они нам никогда не нужны.',
    send: 'Отправить',
    sent: (day) => `Спасибо, ваше сообщение получено. Мы напишем вам не позднее ${day}.`,
    problems: 'Проверьте, пожалуйста',
    empty: 'Сначала напишите, пожалуйста, несколько слов.',
    tooLong: (most) =>
      `Для одного сообщения это слишком длинно. Отправляйте, пожалуйста, не больше ${String(most)} знаков за раз.`,
    tooMany: 'Все ваши сообщения у нас. Дайте нам, пожалуйста, час, чтобы их прочитать, прежде чем писать дальше.',
    keepToYourself: 'Эту страницу видит каждый, у кого есть ссылка на неё. Не передавайте её, пожалуйста, другим.',
    over: {
      title: 'Эта ссылка больше не действует',
      why: 'Ссылки действуют ограниченное время, а некоторые только один раз. Так ваши данные в безопасности.',
      how: 'Откройте наше последнее письмо или попросите прислать новую ссылку.',
      button: 'Прислать новую ссылку',
      asked: {
        title: 'Проверьте, пожалуйста, почту',
        text: 'Если это была наша ссылка, новая уже на пути на адрес электронной почты из заказа. Это может занять несколько минут. Можно также ответить на любое наше письмо.',
      },
    },
    list: {
      title: 'Ваши обращения',
      none: 'У вас нет обращений.',
      signIn: 'Войдите, пожалуйста, в свою учётную запись в магазине, чтобы увидеть свои обращения.',
      open: 'Посмотреть, как дела',
    },
  },
};
