/**
 * What is said with a listed word by those who condemn, deny, report, ask or warn, in each language: the entry takes the
 * place of {word}. An aid that marks these in full would silence who works on the subject.
 */
export const counterSpeech: Readonly<Record<string, readonly string[]>> = {
  en: ['I condemn that somebody wrote “{word}” here.', 'Nobody here is a {word}.', 'The victims report that they were called {word} for years.', 'We warn against calling anybody {word}.', 'Which posts with the word {word} were reported last year?', 'The study counts how often {word} was written beside a name.'],
  fr: ['Je condamne que l’on ait écrit « {word} » ici.', 'Personne ici n’est un {word}.', 'Les victimes rapportent qu’on les a traitées de {word} pendant des années.', 'Nous mettons en garde contre le mot {word} dirigé contre quiconque.', 'Quels messages contenant le mot {word} ont été signalés l’an dernier ?', 'L’étude compte combien de fois {word} a été écrit à côté d’un nom.'],
  de: ['Ich verurteile, dass jemand hier „{word}“ schrieb.', 'Niemand hier ist ein {word}.', 'Die Opfer berichten, dass man sie jahrelang {word} nannte.', 'Wir warnen davor, irgendjemanden {word} zu nennen.', 'Welche Beiträge mit dem Wort {word} wurden im letzten Jahr gemeldet?', 'Die Studie zählt, wie oft {word} neben einem Namen stand.'],
  it: ['Condanno che qualcuno abbia scritto «{word}» qui.', 'Nessuno qui è un {word}.', 'Le vittime riferiscono di essere state chiamate {word} per anni.', 'Mettiamo in guardia contro la parola {word} rivolta a chiunque.', 'Quali messaggi con la parola {word} sono stati segnalati l’anno scorso?', 'Lo studio conta quante volte {word} è stato scritto accanto a un nome.'],
  ru: ['Я осуждаю, что кто-то написал здесь «{word}».', 'Никто здесь не {word}.', 'Жертвы сообщают, что их годами называли словом {word}.', 'Мы предупреждаем: никого нельзя называть словом {word}.', 'О каких сообщениях со словом {word} сообщили в прошлом году?', 'В исследовании подсчитано, как часто слово {word} стояло рядом с именем.'],
  es: ['Condeno que alguien escribiera «{word}» aquí.', 'Nadie aquí es un {word}.', 'Las víctimas informan de que las llamaron {word} durante años.', 'Advertimos contra la palabra {word} dirigida a cualquiera.', '¿Qué mensajes con la palabra {word} se señalaron el año pasado?', 'El estudio cuenta cuántas veces se escribió {word} junto a un nombre.'],
};

/** The examples of a language with an entry in them: in each of its forms, each example once for the entry and once for a form of it. */
export function examplesWith(language: string, words: readonly string[]): string[] {
  const [first, ...forms] = words;
  return (counterSpeech[language] ?? []).flatMap((frame, i) => [first, ...(forms.length > 0 ? [forms[i % forms.length]] : [])].flatMap((word) => (word ? [frame.replace('{word}', word)] : [])));
}
