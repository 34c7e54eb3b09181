import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, personName, visibleText } from '#libs/platform/graphql/text-input';
import { scriptTiers } from '../domain/script';

export const inShop = { shopId: idInput, commandId: commandIdInput };
const expectedVersion = z.number().int().min(0, '0 or more').nullish();
const [mostImages, mostKeywords, mostSorted, lastPlace] = [9, 30, 1_000, 10_000];

/** What a script may say, however it comes. */
export const scriptFields = {
  title: visibleText(100),
  text: visibleText(3_000),
  image: foreignKey(500),
  images: z.array(foreignKey(500)).max(mostImages, `at most ${mostImages} images`),
  keywords: z.array(visibleText(30)).max(mostKeywords, `at most ${mostKeywords} keywords`),
  department: personName(100),
  categoryName: personName(30),
};

export const saveScriptInput = z.object({
  ...inShop,
  scriptId: idInput.nullish(),
  expectedVersion,
  tier: z.enum(scriptTiers).nullish(),
  department: scriptFields.department.nullish(),
  categoryId: idInput.nullish(),
  title: scriptFields.title.nullish(),
  text: scriptFields.text.nullish(),
  images: scriptFields.images.nullish(),
  keywords: scriptFields.keywords.nullish(),
  validFrom: z.string().max(20).nullish(),
  validUntil: z.string().max(20).nullish(),
  offered: z.boolean().nullish(),
});

export const namedScriptInput = z.object({ ...inShop, scriptId: idInput, expectedVersion });

export const sortScriptsInput = z.object({
  ...inShop,
  scriptIds: z
    .array(idInput)
    .max(mostSorted, `at most ${mostSorted} scripts`)
    .refine((ids) => new Set(ids).size === ids.length, 'each script once'),
});

export const saveCategoryInput = z.object({
  ...inShop,
  categoryId: idInput.nullish(),
  parentId: idInput.nullish(),
  name: scriptFields.categoryName.nullish(),
  position: z.number().int().min(0, `0 to ${lastPlace}`).max(lastPlace, `0 to ${lastPlace}`).nullish(),
});

export const removeCategoryInput = z.object({ ...inShop, categoryId: idInput });

export const listedScripts = z.object({ categoryId: idInput.nullish() });
