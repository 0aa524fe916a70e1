// What of others is in the delivered files, as CycloneDX.

/** @returns {object} the bill of materials of these components */
export function sbom(version, components) {
  const licences = (expression) => [{ expression }];
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", name: "jiuzhu", version, licenses: licences("Apache-2.0 OR MIT") } },
    components: components.map(({ name, version, purl, licence, hash }) => ({
      type: "library",
      name,
      version,
      purl,
      licenses: licences(licence),
      ...(hash ? { hashes: [hash] } : {}),
    })),
  };
}
