/** Everything that is nowhere else. Answers 404 without rendering anything of the app. */
export function loader() {
  throw new Response('Not found', { status: 404 });
}

export function action() {
  return loader();
}

export default function Nowhere() {
  return null;
}
