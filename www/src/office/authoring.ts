/** What the worker does for those who write packs. */

import { Author, based_pack, blank_pack, edit_pack, over_pack } from "../../office/office.js";
import type { AuthorCalls, Desk } from "./protocol.js";

export function authoring(): Desk<AuthorCalls> {
  let author: Author | undefined;
  const known = (): Author => {
    if (!author) throw new Error("open_author was not called");
    return author;
  };
  return {
    open_author(_work, diseases, facts) {
      author?.free();
      author = new Author(diseases, facts);
    },
    check_pack: (_work, file, text, depth) => known().check_pack(file, text, depth),
    compile_pack: (_work, file, text) => known().compile_pack(file, text),
    case_table: (_work, file, text, rules) => known().case_table(file, text, rules),
    know: (_work, id, text) => known().know(id, text),
    put_beside: (_work, file, text) => known().put_beside(file, text),
    curves: (_work, file, text) => known().curves(file, text),
    proposals: (_work, file, text) => known().proposals(file, text),
    based_pack: (_work, below, id, today) => based_pack(below, id, today),
    pack_form: (_work, text) => known().pack_form(text),
    over_pack: (_work, text, below, way) => over_pack(text, below, way),
    edit_pack: (_work, text, edit) => edit_pack(text, edit),
    blank_pack: (_work, today) => blank_pack(today),
  };
}
