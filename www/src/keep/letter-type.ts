/** The media type of a Word document. */
export const LETTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
