import { expect, test } from "vitest";
import { vocabulary, wordsOf } from "../../src/tooling/mailWords.ts";

const mail = (body: string, { from = "Someone <a@b.example>", subject = "Lunch today" } = {}) =>
  `Return-Path: <secret@return.example>\nFrom: ${from}\nSubject: ${subject}\nX-Mailer: Pigeon\n\n${body}\n`;

test("the words of a mail are those of its subject and body, each once, in small letters", () => {
  expect([...wordsOf(mail("Free MONEY, free\nlunch!"))].toSorted()).toEqual(["free", "lunch", "money", "today"]);
});

test("neither headers nor addresses, links, file names, numbers, markup or attachments give words", () => {
  const body = [
    "write jane.doe@home.example or see http://www.spam.example/offer and ftp.site.example, 12345 x1y",
    '<font color="red">bargain</font>&nbsp;now',
    "From: Jane Doe",
    "> Date: Monday",
    "Content-Type: text/html",
    "TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsuTWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu",
    "quoted=20printable soft= ware",
  ].join("\n");
  expect([...wordsOf(mail(body, { subject: "" }))].toSorted()).toEqual(["and", "bargain", "now", "see", "software", "write"]);
});

test("a mail of a single endless line is read in no time", () => {
  expect(wordsOf(mail("a-".repeat(200_000))).size).toBe(2);
});

test("the vocabulary is the words of the most mails, without names", () => {
  const mails = [
    mail("we met old Martin there, and then Martin met the dog", { subject: "" }),
    mail("the dog met Martin and the cat", { subject: "" }),
    mail("the dog, the dog, the dog", { subject: "" }),
  ];
  // "we" is too short; "martin" has a capital inside sentences; a word repeated in a mail counts once.
  expect(vocabulary(mails, 4)).toEqual(["dog", "the", "and", "met"]);
  expect(vocabulary(mails, 100)).not.toContain("martin");
});

test("a rare word that is in a sender's name is left out, a frequent one is not", () => {
  const sender = mail("we saw lyda and the list", { from: "Lyda List <l@l.example>", subject: "" });
  const others = Array.from({ length: 120 }, () => mail("we saw the list", { subject: "" }));
  expect(vocabulary([sender, ...others], 10)).toEqual(["list", "saw", "the", "and"]);
});
