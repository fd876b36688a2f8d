import type { LinkFragments } from "../reader/sharing/linkFragments.ts";

/** What a link says besides its slide. */
export type LinkSays = "code" | "positions" | "place";

export interface PhoneLink {
  link: string;
  says: LinkSays;
}

/** Whether this computer alone knows a site of this host. */
export const isLocal = (hostname: string): boolean =>
  hostname === "" || hostname === "localhost" || hostname.endsWith(".localhost") || /^(127\.|0\.0\.0\.0$|\[::1?\]$)/.test(hostname);

/** The address of a site as somebody types it, without the last slash: `10.0.0.7:4321`, `example.org/course`; undefined for what is no address of a site. */
export function toSite(typed: string): string | undefined {
  const text = typed.trim();
  // An address with an IP number or a port is mostly a server on this network, which has no certificate.
  const scheme = /^https?:\/\//i.test(text) ? "" : /^(\d+\.|\[)|:\d+(\/|$)/.test(text) ? "http://" : "https://";
  if (!URL.canParse(scheme + text)) return undefined;
  const url = new URL(scheme + text);
  if (!/^https?:$/.test(url.protocol) || url.username || !url.hostname || /\s/.test(text)) return undefined;
  return (url.origin + url.pathname).replace(/\/$/, "");
}

/** The link that says most of those for which `fits`; the place alone where none does. `page`: the deck's address without #. */
export function chooseLink(
  page: string,
  { whole, brief, positions, place }: LinkFragments,
  hasCode: boolean,
  fits: (link: string) => boolean,
): PhoneLink {
  const kinds: [string, LinkSays][] = [
    ...(hasCode
      ? ([
          [whole, "code"],
          [brief, "code"],
        ] as [string, LinkSays][])
      : []),
    [positions, positions === place ? "place" : "positions"],
    [place, "place"],
  ];
  const [fragment, says] = kinds.find(([some]) => fits(page + some)) ?? [place, "place"];
  return { link: page + fragment, says };
}
