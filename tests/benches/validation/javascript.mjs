// Reads and checks JSON texts with ajv and zod, and prints nanoseconds for one reading as JSON.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { z } from "zod";

const text = (least, most) => ({ type: "string", minLength: least, maxLength: most });
const whole = (least, most) => ({ type: "integer", minimum: least, ...(most === undefined ? {} : { maximum: most }) });
const object = (properties, optional = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const list = (items, most) => ({ type: "array", items, ...(most === undefined ? {} : { maxItems: most }) });

const post = object({
  id: whole(1),
  title: text(1, 200),
  content: { type: "string", minLength: 1 },
  published: { type: "boolean" },
  tags: list({ type: "string" }, 10),
  createdAt: { type: "string", minLength: 10 },
});
const line = object({
  sku: text(4, 24),
  title: text(1, 200),
  quantity: whole(1, 1000),
  cents: whole(0),
  discount: { type: "number", minimum: 0, maximum: 1 },
  gift: { type: "boolean" },
  options: list(text(1, 30), 5),
});
const order = object(
  {
    id: { type: "string", pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
    customer: object({
      name: text(1, 100),
      email: text(3, 200),
      address: object({ street: text(1, 200), city: text(1, 100), zip: text(3, 12), country: text(2, 2) }),
    }),
    lines: { ...list(line, 100), minItems: 1 },
    note: { type: "string", maxLength: 2000 },
    total: whole(0),
  },
  ["note"],
);
const kinds = Array.from({ length: 20 }, (_, index) => `e${String(index).padStart(2, "0")}`);
const event = {
  type: "object",
  discriminator: { propertyName: "kind" },
  required: ["kind"],
  oneOf: kinds.map((kind) =>
    object({ kind: { const: kind }, subject: text(1, 100), amount: whole(0), done: { type: "boolean" } }),
  ),
};
const posts = object({ posts: list(post) });
const schemas = {
  small: object(
    {
      title: text(1, 200),
      content: { type: "string", minLength: 1 },
      published: { type: "boolean" },
      tags: list(text(1, 40), 10),
      authorId: whole(1),
    },
    ["published"],
  ),
  medium: order,
  large: posts,
  escapes: object({ texts: list(text(1, 500)) }),
  numbers: object({
    whole: list(whole(0, 1_000_000)),
    parts: list({ type: "number", minimum: -1000, maximum: 1000 }),
  }),
  unions: object({ events: list(event) }),
  maps: object({ counts: { type: "object", minProperties: 1, additionalProperties: whole(0) } }),
};

const zPost = z.object({
  id: z.int().min(1),
  title: z.string().min(1).max(200),
  content: z.string().min(1),
  published: z.boolean(),
  tags: z.array(z.string()).max(10),
  createdAt: z.string().min(10),
});
const zods = {
  small: z.object({
    title: z.string().min(1).max(200),
    content: z.string().min(1),
    published: z.boolean().default(false),
    tags: z.array(z.string().min(1).max(40)).max(10),
    authorId: z.int().min(1),
  }),
  medium: z.object({
    id: z.uuid(),
    customer: z.object({
      name: z.string().min(1).max(100),
      email: z.string().min(3).max(200),
      address: z.object({
        street: z.string().min(1).max(200),
        city: z.string().min(1).max(100),
        zip: z.string().min(3).max(12),
        country: z.string().min(2).max(2),
      }),
    }),
    lines: z
      .array(
        z.object({
          sku: z.string().min(4).max(24),
          title: z.string().min(1).max(200),
          quantity: z.int().min(1).max(1000),
          cents: z.int().min(0),
          discount: z.number().min(0).max(1),
          gift: z.boolean(),
          options: z.array(z.string().min(1).max(30)).max(5),
        }),
      )
      .min(1)
      .max(100),
    note: z.string().max(2000).optional(),
    total: z.int().min(0),
  }),
  large: z.object({ posts: z.array(zPost) }),
  escapes: z.object({ texts: z.array(z.string().min(1).max(500)) }),
  numbers: z.object({
    whole: z.array(z.int().min(0).max(1_000_000)),
    parts: z.array(z.number().min(-1000).max(1000)),
  }),
  unions: z.object({
    events: z.array(
      z.discriminatedUnion(
        "kind",
        kinds.map((kind) =>
          z.object({
            kind: z.literal(kind),
            subject: z.string().min(1).max(100),
            amount: z.int().min(0),
            done: z.boolean(),
          }),
        ),
      ),
    ),
  }),
  maps: z.object({ counts: z.record(z.string(), z.int().min(0)) }),
};

const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false });

function time(work) {
  for (let round = 0; round < 30; round++) work();
  let times = 4;
  for (;;) {
    const start = process.hrtime.bigint();
    for (let round = 0; round < times; round++) work();
    const spent = Number(process.hrtime.bigint() - start);
    if (spent > 2e8) return spent / times;
    times *= 2;
  }
}

const result = { ajv: {}, zod: {} };
for (const name of process.argv.slice(2)) {
  const content = readFileSync(`${name}.json`);
  const [shape, mistakes] = name.split("-");
  const validate = ajv.compile(schemas[shape]);
  const zod = zods[shape];
  const isValid = mistakes === undefined;
  // Both read bytes, as a server gets them.
  const read = () => JSON.parse(content.toString("utf8"));
  if (validate(read()) !== isValid || zod.safeParse(read()).success !== isValid) {
    throw new Error(`${name} is ${isValid ? "refused" : "accepted"}`);
  }
  result.ajv[name] = time(() => validate(read()));
  result.zod[name] = time(() => zod.safeParse(read()));
}
console.log(JSON.stringify(result));
