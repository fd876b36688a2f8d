import type { APIRoute } from "astro";
import { icons } from "../components/icons.ts";
import { icon } from "../components/pictures.ts";

/** The icons of the installed site. */
export const getStaticPaths = () => icons.map((props) => ({ params: { icon: props.name }, props }));

export const GET: APIRoute<(typeof icons)[number]> = ({ props }) =>
  new Response(new Uint8Array(icon(props)), { headers: { "content-type": "image/png" } });
