/** The signs on the deck's buttons: paths in a square of 24, drawn as lines. */
export const icons: Readonly<Record<string, string>> = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  overview: "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
  "run-all": "M5 5l6 7-6 7zM13 5l6 7-6 7z",
  presenter: "M3 5h18v11H3zM8 20h8M12 16v4",
  start: "M12 12m-8.5 0a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M10 8.5l5.5 3.5-5.5 3.5z",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  dark: "M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z",
  hide: "M3 12c2.5-4 5.5-6 9-6s6.5 2 9 6c-2.5 4-5.5 6-9 6s-6.5-2-9-6zM12 12m-2.8 0a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0M4 20L20 4",
  projector: "M3 9h18v8H3zM8 13a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M17 12.5h1M6 17v2M18 17v2M7 6.5L5.5 4M10.5 6V3M14 6.5L15.5 4",
  pen: "M4 20l1.2-4.6L16.5 4.1a1.8 1.8 0 0 1 2.6 0l.8.8a1.8 1.8 0 0 1 0 2.6L8.6 18.8zM14.5 6.1l3.4 3.4",
  laser:
    "M12 12m-2.5 0a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1",
  timer: "M12 13m-7.5 0a7.5 7.5 0 1 0 15 0 7.5 7.5 0 1 0-15 0M12 13V8.5M9.5 2.5h5M12 2.5v3",
  hands: "M4 20v-6h4v6zM10 20V8h4v12zM16 20V4h4v16z",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v2M17.5 17.5H20V20M14 19.5h1.5",
  black: "M3 5h18v12H3zM8 21h8M6 8l12 6M6 14l12-6",
  help: "M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.7M12 18.2v.1",
  read: "M4 5.5c3-1 5.5-.5 8 1.5 2.5-2 5-2.5 8-1.5V18c-3-1-5.5-.5-8 1.5-2.5-2-5-2.5-8-1.5zM12 7v12",
};
