/** Examples of a page that can be tried: the buttons come with the first touch. */
const offer = () => {
  for (const type of ["pointerover", "focusin"]) removeEventListener(type, offer);
  void import("../reader/own/tryExamples.ts").then(({ offerExamples }) => offerExamples());
};
for (const type of ["pointerover", "focusin"]) addEventListener(type, offer);
