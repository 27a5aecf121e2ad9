import type { Context } from '../engine/context.ts';
import type { Family } from '../graphql/families.ts';
import { connection } from '../graphql/resolvers/values.ts';
import { compileQuery, matchesNumber, matchesText, matchesWords, type Matcher } from '../search/query.ts';
import type { StoredFile } from '../state/types.ts';
import { fileCreate, fileDelete } from './create.ts';
import { genericFileResolvers, mediaImageResolvers, readSource, videoResolvers } from './resolvers.ts';
import { stagedUploadsCreate } from './staged.ts';
import { fileById, filesOfShop } from './store.ts';

const matcher: Matcher<StoredFile> = {
  fields: {
    id: (file, term) => matchesNumber(file.id, term),
    filename: (file, term) => matchesText(file.filename, term),
    status: (file, term) => matchesText(file.status, term),
    media_type: (file, term) => matchesText(file.type, term),
  },
  text: (file, term) => matchesWords([file.filename, file.alt], term),
};

/** Staged uploads and files. */
export const files: Family = {
  queries: {
    files: (_source, args, { store, shop }) => {
      const matches = compileQuery(typeof args['query'] === 'string' ? args['query'] : '', matcher);
      return connection(filesOfShop(store, shop.domain).filter(matches).map(readSource), args, (one) => one.file.id);
    },
  },
  mutations: { stagedUploadsCreate, fileCreate, fileDelete },
  types: {
    GenericFile: genericFileResolvers,
    MediaImage: mediaImageResolvers,
    Video: videoResolvers,
  },
  nodes: { GenericFile: nodeOf('GenericFile'), MediaImage: nodeOf('MediaImage'), Video: nodeOf('Video') },
};

function nodeOf(type: StoredFile['type']): (context: Context, id: number) => object | undefined {
  return ({ store, shop }, id) => {
    const file = fileById(store, shop.domain, id);
    return file?.type === type ? readSource(file) : undefined;
  };
}
