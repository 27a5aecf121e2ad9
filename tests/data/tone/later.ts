import type { Language } from '#app/domain/language.ts';
import type { Sentences } from './sentences.ts';

/**
 * Written after the rules were, without looking at them, in other words than the sentences that the rules were made from:
 * what a shop meets that our lists did not think of. Then the first, third … of each list became development as well.
 */
export const later: Record<Language, Sentences> = {
  en: {
    insult: [
      'You are being a complete jerk about this.',
      'Only a fool would pay for express and then complain.',
      'This is the dumbest request we have had all week.',
    ],
    blame: [
      'The damage is down to your rough handling.',
      'You did not bother to open the box in time, so we cannot help.',
      'Had you read the mail, you would know.',
      'It was you who typed in the wrong street.',
    ],
    shouting: ['There is NOTHING more we can do.', 'Enough!!'],
    sarcasm: [
      'How lovely that you have so much time to write to us.',
      'Your patience is truly legendary.',
      'Oh great, another expert on parcels.',
    ],
    vague: [
      'Someone will be in touch at a later date.',
      'We will sort it out when things calm down here.',
      'The money should be back quite soon.',
    ],
    dated: [
      ['The new lamp goes out to you tomorrow morning.', '11-26'],
      ['Expect our call on Thursday.', '11-26'],
      ['We are refunding you today.', '11-25'],
      ["I'll have an answer for you in five days.", '11-30'],
    ],
    open: ['You can count on a full refund from us.', "We'll cover the cost of the courier."],
    fine: [
      'The box says FRAGILE, and still it was thrown.',
      'You could choose a smaller size next time.',
      'We wish you good luck with your new shop.',
      'Sadly the carrier lost it, and we have asked them why.',
      'When you have read the manual, press the button twice.',
      'This lamp will last for years.',
      'The parcel will pass customs by Friday, DHL says.',
      'What colour did you order?',
    ],
    asked: [
      ['Could I swap it for the larger one?', 'Sure, we exchange it for the larger one.', false],
      ['Is it dishwasher safe?', 'Sorry about the wait.', true],
      ['Until when do I have to send it back?', 'You have until 5 December.', false],
    ],
  },
  uk: {
    insult: ['Ви поводитеся як останній негідник.', 'Такої тупості ми ще не читали.', 'Не верзіть дурниць.'],
    blame: [
      'Пошкодження виникло через ваше недбале поводження.',
      'Ви вчасно не відкрили коробку, тож допомогти не можемо.',
      'Прочитали б ви лист, то знали б.',
      'Саме ви написали не ту вулицю.',
    ],
    shouting: ['Більше НІЧОГО зробити не можемо.', 'Досить!!'],
    sarcasm: [
      'Як чудово, що у вас стільки вільного часу на листи.',
      'Ваша терплячість просто легендарна.',
      'О, ще один знавець посилок.',
    ],
    vague: [
      'Хтось із нас озветься трохи пізніше.',
      'Розберемося, коли тут стане спокійніше.',
      'Гроші мають повернутися досить скоро.',
    ],
    dated: [
      ['Нова лампа поїде до вас завтра вранці.', '11-26'],
      ['Чекайте на наш дзвінок у четвер.', '11-26'],
      ['Повертаємо вам кошти сьогодні.', '11-25'],
      ['Відповідь дам за п’ять днів.', '11-30'],
    ],
    open: ['Можете розраховувати на повне повернення від нас.', 'Витрати на кур’єра візьмемо на себе.'],
    fine: [
      'На коробці написано КРИХКЕ, а її все одно кинули.',
      'Наступного разу можна взяти менший розмір.',
      'Бажаємо удачі з новою крамницею.',
      'На жаль, перевізник її загубив, і ми спитали чому.',
      'Прочитайте інструкцію й натисніть кнопку двічі.',
      'Ця лампа служитиме роками.',
      'За словами DHL, посилка пройде митницю до п’ятниці.',
      'Який колір ви замовляли?',
    ],
    asked: [
      ['Чи можна поміняти на більшу?', 'Так, обміняємо на більшу.', false],
      ['Її можна мити в посудомийній машині?', 'Перепрошуємо за очікування.', true],
      ['До якого числа треба надіслати назад?', 'До 5 грудня.', false],
    ],
  },
  pl: {
    insult: [
      'Zachowuje się Pan jak ostatni burak.',
      'Takiej głupoty jeszcze nie czytaliśmy.',
      'Proszę nie wygadywać głupot.',
    ],
    blame: [
      'Uszkodzenie powstało przez nieostrożne obchodzenie się po Pani stronie.',
      'Nie otworzyła Pani kartonu na czas, więc nie pomożemy.',
      'Wystarczyło przeczytać wiadomość.',
      'To Pan wpisał złą ulicę.',
    ],
    shouting: ['NIC więcej nie możemy zrobić.', 'Dość!!'],
    sarcasm: [
      'Jak miło, że ma Pani tyle czasu na pisanie do nas.',
      'Pana cierpliwość jest wprost legendarna.',
      'O, kolejny znawca przesyłek.',
    ],
    vague: [
      'Ktoś od nas odezwie się w późniejszym terminie.',
      'Załatwimy to, gdy będzie u nas spokojniej.',
      'Pieniądze powinny wrócić dość szybko.',
    ],
    dated: [
      ['Nowa lampa wyrusza jutro rano.', '11-26'],
      ['Proszę spodziewać się naszego telefonu w czwartek.', '11-26'],
      ['Dziś zwracamy pieniądze.', '11-25'],
      ['Odpowiedź podam za pięć dni.', '11-30'],
    ],
    open: ['Może Pani liczyć na pełny zwrot z naszej strony.', 'Koszt kuriera bierzemy na siebie.'],
    fine: [
      'Na kartonie jest napis OSTROŻNIE, a mimo to nim rzucono.',
      'Następnym razem lepszy będzie mniejszy rozmiar.',
      'Życzymy szczęścia w nowym mieszkaniu.',
      'Niestety przewoźnik ją zgubił i pytamy go o powód.',
      'Po przeczytaniu instrukcji wystarczy nacisnąć przycisk dwa razy.',
      'Ta lampa posłuży lata.',
      'Według DHL paczka przejdzie odprawę do piątku.',
      'Jaki kolor został zamówiony?',
    ],
    asked: [
      ['Czy mogę zamienić na większy?', 'Tak, wymienimy na większy.', false],
      ['Czy można go myć w zmywarce?', 'Przepraszamy, że trzeba czekać.', true],
      ['Do kiedy mam odesłać?', 'Do 5 grudnia.', false],
    ],
  },
  cs: {
    insult: ['Chováte se jako poslední hulvát.', 'Takovou hloupost jsme ještě nečetli.', 'Neplácejte hlouposti.'],
    blame: [
      'Poškození vzniklo vaším neopatrným zacházením.',
      'Krabici jste včas neotevřela, takže vám nepomůžeme.',
      'Stačilo si přečíst zprávu.',
      'Byl jste to vy, kdo napsal špatnou ulici.',
    ],
    shouting: ['NIC víc udělat nemůžeme.', 'Dost!!'],
    sarcasm: [
      'Jak krásné, že máte tolik času nám psát.',
      'Vaše trpělivost je přímo legendární.',
      'Á, další odborník na balíky.',
    ],
    vague: [
      'Někdo od nás se ozve později.',
      'Vyřešíme to, až bude víc klidu.',
      'Peníze by se měly vrátit docela brzy.',
    ],
    dated: [
      ['Nová lampa k vám vyrazí zítra ráno.', '11-26'],
      ['Očekávejte náš telefonát ve čtvrtek.', '11-26'],
      ['Dnes vám vracíme peníze.', '11-25'],
      ['Odpověď vám dám za pět dní.', '11-30'],
    ],
    open: ['Můžete počítat s vrácením celé částky.', 'Náklady na kurýra bereme na sebe.'],
    fine: [
      'Na krabici je napsáno KŘEHKÉ, a stejně s ní házeli.',
      'Příště by mohla sedět menší velikost.',
      'Přejeme hodně štěstí v novém bytě.',
      'Dopravce ji bohužel ztratil a ptáme se ho proč.',
      'Po přečtení návodu stiskněte tlačítko dvakrát.',
      'Tato lampa vydrží roky.',
      'Podle DHL projde balík celnicí do pátku.',
      'Jakou barvu jste objednali?',
    ],
    asked: [
      ['Můžu ho vyměnit za větší?', 'Ano, vyměníme ho za větší.', false],
      ['Může do myčky?', 'Omlouváme se za čekání.', true],
      ['Do kdy ho mám poslat zpátky?', 'Do 5. prosince.', false],
    ],
  },
  ru: {
    insult: ['Вы ведёте себя как последний негодяй.', 'Такой тупости мы ещё не читали.', 'Не несите чепуху.'],
    blame: [
      'Повреждение возникло из-за вашего небрежного обращения.',
      'Вы вовремя не открыли коробку, поэтому помочь не можем.',
      'Прочитали бы вы письмо, знали бы.',
      'Это вы написали не ту улицу.',
    ],
    shouting: ['Больше НИЧЕГО сделать не можем.', 'Хватит!!'],
    sarcasm: [
      'Как чудесно, что у вас столько времени на письма.',
      'Ваше терпение просто легендарно.',
      'О, ещё один знаток посылок.',
    ],
    vague: [
      'Кто-нибудь из нас напишет вам чуть позже.',
      'Разберёмся, когда тут станет спокойнее.',
      'Деньги должны вернуться довольно скоро.',
    ],
    dated: [
      ['Новая лампа поедет к вам завтра утром.', '11-26'],
      ['Ждите нашего звонка в четверг.', '11-26'],
      ['Возвращаем вам деньги сегодня.', '11-25'],
      ['Ответ дам через пять дней.', '11-30'],
    ],
    open: ['Можете рассчитывать на полный возврат от нас.', 'Расходы на курьера берём на себя.'],
    fine: [
      'На коробке написано ХРУПКОЕ, а её всё равно бросили.',
      'В следующий раз можно взять размер поменьше.',
      'Желаем удачи с новым магазином.',
      'К сожалению, перевозчик её потерял, и мы спросили почему.',
      'Прочитайте инструкцию и нажмите кнопку дважды.',
      'Эта лампа прослужит годы.',
      'По словам DHL, посылка пройдёт таможню до пятницы.',
      'Какой цвет вы заказывали?',
    ],
    asked: [
      ['Можно поменять на побольше?', 'Да, обменяем на побольше.', false],
      ['Её можно мыть в посудомойке?', 'Просим прощения за ожидание.', true],
      ['До какого числа нужно отправить назад?', 'До 5 декабря.', false],
    ],
  },
};
