// `npm start`: installs what is missing, builds what has changed, serves the site. Plain JavaScript without dependencies, for the
// Node that a machine has (20.20 or later).
import { fileURLToPath } from "node:url";
import { builtSite } from "./builtSite.mjs";
import { Stop } from "./install.mjs";
import { serve } from "./serve.mjs";

function portFromEnvironment() {
  const { PORT = "4321" } = process.env;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65535) throw new Stop(`invalid PORT: ${PORT} (a whole number from 0 to 65535)`);
  return port;
}

async function start() {
  const port = portFromEnvironment();
  const { dist, base } = builtSite(fileURLToPath(new URL("../..", import.meta.url)));
  const { address, server } = await serve({ dir: dist, port, host: process.env.HOST ?? "127.0.0.1", base });
  const got = server.address().port;
  if (port !== 0 && got !== port) console.log(`Port ${port} is taken, so this is port ${got}.`);
  console.log(`From SGD to Adam: ${address}\nCtrl+C stops it.`);
}

start().catch((error) => {
  console.error(error instanceof Stop || error.code ? error.message : error);
  process.exitCode = 1;
});
