/** Is it `content/lectures/LOCALE/NAME.mdx`? */
export const isLectureFile = (file: string): boolean => /(^|[\\/])content[\\/]lectures[\\/][^\\/]+[\\/][^\\/]+\.mdx$/.test(file);
