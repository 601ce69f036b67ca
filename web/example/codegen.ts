import type { CodegenConfig } from "@graphql-codegen/cli";

const SCALARS = { BigInt: "string", Date: "string", DateTime: "string", Decimal: "string" };

// Each role has a schema of its own: a document is typed by the schema of who will ask it.
const ofRole = (role: string) => ({
  [`src/${role}/graphql/`]: {
    schema: `../../schema/sdl/${role}.graphql`,
    documents: role === "public" ? ["src/*.tsx", "src/public/*.tsx"] : [`src/${role}/*.tsx`],
    preset: "client" as const,
    presetConfig: { fragmentMasking: false },
    config: { strictScalars: true, scalars: SCALARS, useTypeImports: true, enumsAsTypes: true },
  },
});

const config: CodegenConfig = {
  generates: { ...ofRole("public"), ...ofRole("school"), ...ofRole("department") },
};
export default config;
