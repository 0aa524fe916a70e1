/** What the worker does for those who write packs. */

import { Author, type CheckDepth, type CompiledPack, type PackReport } from "../../office/office.js";

export class Authoring {
  private author: Author | undefined;

  open_author(diseases: string, facts: string): void {
    this.author?.free();
    this.author = new Author(diseases, facts);
  }

  check_pack(file: string, text: string, depth: CheckDepth): PackReport {
    return this.known().check_pack(file, text, depth);
  }

  compile_pack(file: string, text: string): CompiledPack {
    return this.known().compile_pack(file, text);
  }

  private known(): Author {
    if (!this.author) throw new Error("open_author was not called");
    return this.author;
  }
}
