/** What reads square codes: it comes when the camera is opened, or a picture of a code is chosen. */

export { lookThrough, wordsIn } from "./exchange/lens.js";
