/** 带走: the source and the compiled pack as files, and the versions that are kept. */

import { html, nothing, type TemplateResult } from "lit";
import type { PackForm } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { download, link, small } from "../pieces.js";
import { COLUMNS } from "../words.js";

export function filesPane(bench: Bench): TemplateResult {
  const { report, compiled, keeping, versions, draft } = bench.state;
  const errors = report?.diagnostics.filter(({ severity }) => severity === "error").length ?? 0;
  const source = (): void => download(bench.file || "草稿.toml", draft.text);
  return html`<div class="no-print"><h2>源文件</h2>
    <p>${small("下载 .toml", source)}</p>
    <p class="help">换一台设备接着写，或者交给项目收进去，都用它。</p>
    <h2>给门户用</h2>
    ${errors > 0 ? html`<p>还有 ${errors} 处错误，改好了才能编译。</p>` : html`<p>${small("编译", () => void bench.compile())}</p>`}
    ${
      compiled?.pack && compiled.entry && compiled.cases
        ? html`<p role="status" data-digest=${compiled.entry.digest}>编译好了，${compiled.pack.length} 字节。三个文件放进门户的 <code>own/</code> 文件夹，页面上就有这个地方，并写明是门户自己的。</p>
          <p class="row">
            ${small("下载政策包", () => download(compiled.entry?.file ?? "", compiled.pack ?? "", "application/octet-stream"))}
            ${small("下载例子", () => download(compiled.entry?.cases ?? "", compiled.cases ?? "", "application/json"))}
            ${small("下载 index.json", () => download("index.json", `${JSON.stringify({ contract: 1, diseases: "", packs: [compiled.entry] })}\n`, "application/json"))}
          </p>
          ${compiled.report.packs > 1 ? html`<p class="help">这个文件里有 ${compiled.report.packs} 份（每个时期一份），这里编译的是最后一份；全都要，用 <code>jiuzhu compile</code>。</p>` : ""}
          <p class="help">own/ 里已经有 index.json 的，把这一份里 packs 的一项加进去。</p>`
        : compiled
          ? html`<p role="alert">没有编译成：看看“问题”里还有什么。</p>`
          : nothing
    }
    <h2>存在这台设备上</h2>
    ${
      keeping === "not"
        ? html`<p>现在没有存。关掉这一页，没有下载的就没有了。草稿里没有个人的信息。</p><p>${small("存在这台设备上", () => void bench.consent())}</p>`
        : html`<p>${keeping === "failed" ? "没有存上：这台设备不让存，或者满了。请下载 .toml。" : keeping === "elsewhere" ? "另一个窗口也在改这一份，已经另存成一份，两边都在。" : "写的时候自动存，留最近 50 个版本。"}</p>
          ${versions.length > 0 ? html`<ul class="problem-list">${versions.slice(0, 10).map(({ at, name, text }) => html`<li>${new Date(at).toLocaleString("zh-CN")} ${name} ${link("换成这一版", () => bench.replace(text), String(at))}</li>`)}</ul>` : nothing}`
    }</div>
    ${bench.state.form ? sheet(bench.state.form) : nothing}`;
}

/** 核对单: each figure beside its article, for a second pair of eyes. */
function sheet(form: PackForm): TemplateResult {
  const article = (id: string): string => form.citations.find((entry) => entry.id === id)?.cells.find(({ name }) => name === "article")?.text ?? id;
  const rows = form.programs.flatMap((program) => {
    const name = program.cells.find((cell) => cell.name === "name")?.text ?? program.id;
    return program.ways.flatMap((way) => way.figures.map((figure) => ({ name, title: way.title, figure })));
  });
  return html`<h2>核对单</h2>
    <p class="no-print">${small("打印", () => window.print())}</p>
    <p class="help">另一个人拿着文件，一个数一个数对：对的打勾，写上名字。</p>
    <table class="checklist">
      <thead><tr><th>数</th><th>谁</th><th>第几条，怎么写的</th><th>对</th></tr></thead>
      <tbody>
        ${rows.map(
          ({ name, title, figure }) => html`<tr>
            <td><b class="amount">${figure.text}</b> <small class="source">${figure.column ? COLUMNS[figure.column] : ""}</small></td>
            <td>${name}，${title}</td>
            <td>${(figure.cite ?? []).map((id, at) => html`<p><b>${article(id)}</b> ${figure.words?.[at] ?? ""}</p>`)}</td>
            <td aria-label="对不对">□</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p>录入：＿＿＿＿＿＿　核对：＿＿＿＿＿＿　日期：＿＿＿＿＿＿</p>`;
}
