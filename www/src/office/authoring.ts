/** What the worker does for those who write packs. */

import { Author, based_pack, blank_pack, edit_pack, over_pack } from "../../office/office.js";
import type { AuthorCalls, Desk, Work } from "./protocol.js";

/** Calls that the author answers with what it is told. */
type Asked = Exclude<keyof AuthorCalls & keyof Author, "free">;

export function authoring(): Desk<AuthorCalls> {
  let author: Author | undefined;
  const asked =
    <C extends Asked>(call: C) =>
    (_work: Work, ...told: Parameters<AuthorCalls[C]>): ReturnType<AuthorCalls[C]> => {
      if (!author) throw new Error("open_author was not called");
      const answers = author as unknown as Record<
        C,
        (...told: Parameters<AuthorCalls[C]>) => ReturnType<AuthorCalls[C]>
      >;
      return answers[call](...told);
    };
  return {
    open_author(_work, diseases, facts) {
      author?.free();
      author = new Author(diseases, facts);
    },
    check_pack: asked("check_pack"),
    compile_pack: asked("compile_pack"),
    case_table: asked("case_table"),
    know: asked("know"),
    put_beside: asked("put_beside"),
    curves: asked("curves"),
    origins: asked("origins"),
    proposals: asked("proposals"),
    pack_form: asked("pack_form"),
    based_pack: (_work, below, id, today) => based_pack(below, id, today),
    over_pack: (_work, text, below, way) => over_pack(text, below, way),
    edit_pack: (_work, text, edit) => edit_pack(text, edit),
    blank_pack: (_work, today) => blank_pack(today),
  };
}
