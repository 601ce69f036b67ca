import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Where the register is served; the page and the register then have one origin.
const proxy = { "/graphql": process.env.REGISTER ?? "http://127.0.0.1:8000" };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
