// What a TypeScript client of the blog may say, and what its compiler has to refuse.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

const client = createClient<paths>({ baseUrl: "http://127.0.0.1:3000/api/v1" });

const { data: page } = await client.GET("/posts", { params: { query: { tag: ["rust"], sort: "oldest" } } });
const titles: string[] | undefined = page?.items.map((post) => post.title);

const block: components["schemas"]["Block"] = { kind: "quote", text: "Well begun is half done.", source: "Aristotle" };
const { data: post, error } = await client.POST("/posts", {
    body: { slug: "hello", title: "Hello", authorId: "0190a6b0-0000-7000-8000-000000000001", content: [block] },
});
const status: "draft" | "published" | "archived" | undefined = post?.status;
const places: (string | undefined)[] | undefined = error?.errors?.map((violation) => violation.pointer);

// @ts-expect-error: a post needs a title.
await client.POST("/posts", { body: { slug: "hello", authorId: "0190a6b0-0000-7000-8000-000000000001" } });
// @ts-expect-error: there is no such order.
await client.GET("/posts", { params: { query: { sort: "best" } } });
// @ts-expect-error: there is no such path.
await client.GET("/post");

export { places, status, titles };
