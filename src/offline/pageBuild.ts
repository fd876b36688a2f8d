import type { PageBuild } from "./siteBuild.ts";

/** The build of a page, from the stamp in its head (`tooling/offline.ts` puts it there). */
export function pageBuild(page: Document = document): PageBuild | undefined {
  const stamp = page.querySelector<HTMLMetaElement>('meta[name="build"]');
  if (!stamp) return undefined;
  const { megabytes = "", cells } = stamp.dataset;
  return { version: stamp.content, megabytes, cells };
}

/**
 * The address by which a page asks for a file that has no hash of its content in its name: it says of which build, so that the
 * worker answers with that build's file, also when a newer one has taken over. Servers ignore it.
 */
export function ofThisBuild(address: string): string {
  const build = pageBuild();
  return build ? `${address}?build=${build.version}` : address;
}
