import { z } from 'zod';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { Resolvers } from '../../generated/resolver-types';
import { readForecast, type AskedForecast } from '../app/read-forecast';
import { percentageError } from '../domain/back-test';
import type { Forecast } from '../domain/forecast';
import { models } from '../domain/models';
import { forecastDates } from './forecast-input';

const forecastInput = z.object(forecastDates);

/** What is expected to come. */
export const forecastResolvers = (deps: Pick<Deps, 'readDb' | 'clock'>): Resolvers => ({
  Shop: {
    volumeForecast: ({ id }, { input }) => {
      const { specialDays: specials, ...asked } = parseInput(forecastInput, input);
      return readOwn(deps, id, { ...asked, specials });
    },
  },
  VolumeForecast: { forecast: (found) => found, days: ({ days }) => [...days] },
  ForecastDay: { slots: ({ slots }) => [...slots] },
  ForecastModel: {
    sentence: ({ model }, { language }) => models[model].sentence[language === 'EN' ? 'en' : 'zh'],
    tested: ({ errors }) => errors.map((each) => ({ model: each.model, error: percentageError(each) })),
  },
});

async function readOwn({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>, shopId: string, asked: AskedForecast): Promise<Forecast> {
  const found = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      const shop = await loadShopCopy(tx, shopId);
      return shop && readForecast(tx, shopId, shop.timeZone, clock.now(), asked);
    }),
  );
  if (!found) throw shopNotFound('id', { retryable: true });
  return found;
}
