/** What the database can hold as text: no NUL and no half of a character. */
export const storable = (value: string): boolean => !/\u0000|\p{Surrogate}/u.test(value);

/** Anything but blanks, controls and characters that show nothing: zero-width ones, marks of direction, fillers, the empty braille cell. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb]/u;

/** Whether a reader sees anything of the text (RES-89). */
export const isVisible = (value: string): boolean => visible.test(value);

/** Whether a text stays on its line and keeps the direction of what stands beside it: no line breaks, controls, or bidi embeddings and overrides. */
export const isPlainLine = (value: string): boolean => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value);
