/**
 * The words of a mail's subject and body, as a set, in small letters: no other header, no address, link, markup, number or encoded attachment, so that from the sets no mail
 * and no person can be read.
 */
export function wordsOf(mail: string): Set<string> {
  return new Set(
    plainText(mail)
      .toLowerCase()
      .match(/\b[a-z]{3,15}\b/g),
  );
}

/**
 * The `size` words that the most mails contain, most frequent first, equals in alphabetical order. Left out are words that may be names: those that
 * begin with a capital in every third of their places inside a sentence, or have none, and the rare ones that are in the name of a sender.
 */
export function vocabulary(mails: string[], size: number): string[] {
  const mailsWith = new Map<string, number>();
  const inSentence = new Map<string, { all: number; capital: number }>();
  const inSenders = new Set<string>();
  for (const mail of mails) {
    for (const word of senderOf(mail)
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [])
      inSenders.add(word);
    for (const word of wordsOf(mail)) mailsWith.set(word, (mailsWith.get(word) ?? 0) + 1);
    for (const [found] of plainText(mail).matchAll(/(?<=[a-z,] )(?:[a-z]{3,15}|[A-Z][a-z]{2,14})\b/g)) {
      const seen = inSentence.get(found.toLowerCase()) ?? { all: 0, capital: 0 };
      seen.all++;
      if (/^[A-Z]/.test(found)) seen.capital++;
      inSentence.set(found.toLowerCase(), seen);
    }
  }
  const mayBeName = (word: string, count: number) => {
    const seen = inSentence.get(word);
    return !seen || seen.capital > seen.all / 3 || (inSenders.has(word) && count < mails.length / 50);
  };
  return [...mailsWith]
    .filter(([word, count]) => !mayBeName(word, count))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, size)
    .map(([word]) => word);
}

/** The sender's name, without the address. */
function senderOf(mail: string): string {
  return (/^From: (.*)$/m.exec(mail)?.[1] ?? "").replaceAll(/<.*>|\S+@\S+/g, " ");
}

function plainText(mail: string): string {
  const subject = /^Subject: (.*)$/m.exec(mail)?.[1] ?? "";
  const body = mail.slice(Math.max(0, mail.search(/\n\r?\n/)));
  return `${subject}\n${body}`
    .split(/\r?\n/)
    .filter((line) => !encoded.test(line) && !header.test(line))
    .join(" ")
    .replaceAll(/= /g, "") // soft line breaks of quoted-printable
    .replaceAll(/<[^<>]*>/g, " ")
    .replaceAll(/&\w+;/g, " ")
    .replaceAll(/\S+/g, (word) => (/[@/\\_=]|\w\.\w/.test(word) ? " " : word));
}

/** A line of an attachment in base64. */
const encoded = /^\S{60,}$/;
/** Headers of a mail's parts, and of mails quoted in it. */
const header = /^[>\s]*(?:content-[a-z-]+|from|to|cc|sent|date|subject|reply-to|message-id):/i;
