import type { Language } from '#app/domain/language.ts';

/** Each language in its own words. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  uk: 'Українська',
  pl: 'Polski',
  cs: 'Čeština',
  ru: 'Русский',
};

type Frame = {
  /** For who reads with a keyboard or a voice. */
  skip: string;
  languages: string;
  notFound: { title: string; text: string };
  failed: { title: string; text: string };
};

/** What stands around every page of a customer, and what she reads when there is no page. */
export const frame: Record<Language, Frame> = {
  en: {
    skip: 'Skip to content',
    languages: 'Language',
    notFound: {
      title: 'This page is not here',
      text: 'The link may be incomplete or too old. Please open the latest e-mail from us once more, or start again in the shop.',
    },
    failed: {
      title: 'Something went wrong on our side',
      text: 'We are sorry. Nothing that you have sent was lost. Please try again in a moment.',
    },
  },
  uk: {
    skip: 'Перейти до вмісту',
    languages: 'Мова',
    notFound: {
      title: 'Такої сторінки немає',
      text: 'Можливо, посилання неповне або застаріле. Відкрийте, будь ласка, наш останній лист ще раз або почніть спочатку в магазині.',
    },
    failed: {
      title: 'У нас щось пішло не так',
      text: 'Перепрошуємо. Нічого з надісланого вами не втрачено. Спробуйте, будь ласка, ще раз за хвилину.',
    },
  },
  pl: {
    skip: 'Przejdź do treści',
    languages: 'Język',
    notFound: {
      title: 'Nie ma tu takiej strony',
      text: 'Link może być niepełny albo już nieaktualny. Prosimy otworzyć jeszcze raz naszą ostatnią wiadomość lub zacząć od nowa w sklepie.',
    },
    failed: {
      title: 'Coś poszło nie tak po naszej stronie',
      text: 'Przepraszamy. Nic z przesłanych informacji nie zginęło. Prosimy spróbować ponownie za chwilę.',
    },
  },
  cs: {
    skip: 'Přejít k obsahu',
    languages: 'Jazyk',
    notFound: {
      title: 'Tato stránka tu není',
      text: 'Odkaz může být neúplný nebo už neplatí. Otevřete prosím znovu náš poslední e-mail, nebo začněte znovu v obchodě.',
    },
    failed: {
      title: 'Na naší straně se něco pokazilo',
      text: 'Omlouváme se. Nic z toho, co jste odeslali, se neztratilo. Zkuste to prosím za chvíli znovu.',
    },
  },
  ru: {
    skip: 'Перейти к содержанию',
    languages: 'Язык',
    notFound: {
      title: 'Такой страницы нет',
      text: 'Возможно, ссылка неполная или устарела. Откройте, пожалуйста, наше последнее письмо ещё раз или начните заново в магазине.',
    },
    failed: {
      title: 'У нас что-то пошло не так',
      text: 'Просим прощения. Ничего из отправленного вами не потеряно. Попробуйте, пожалуйста, ещё раз через минуту.',
    },
  },
};
