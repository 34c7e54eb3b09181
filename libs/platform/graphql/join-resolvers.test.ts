import { joinResolvers } from './join-resolvers';

const field = () => 1;

it('features share a type', () => {
  expect(joinResolvers({ Query: { shop: field }, Shop: { name: field } }, { Query: { viewer: field } })).toEqual({
    Query: { shop: field, viewer: field },
    Shop: { name: field },
  });
});

it('two features that resolve the same field are refused', () => {
  expect(() => joinResolvers({ Shop: { name: field } }, { Shop: { name: field } })).toThrow('Shop.name');
});
