const PALETTE = ['#9db4c0', '#c2b8a3', '#a3b18a', '#d8a48f', '#bfb1c1', '#8fa3b0', '#e0c097', '#b7c4cf'];

/** A picture for a product: its initials on a colour that its name decides. */
export function productImage(name: string): string {
  const [product = '', option = ''] = name.replace(/\.svg$/, '').split('--');
  const colour = PALETTE[checksum(name) % PALETTE.length] ?? '#9db4c0';
  const initials = product
    .split('-')
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 3);
  const label = `${product} ${option}`
    .replaceAll(/[^a-z0-9 -]/gi, '')
    .replaceAll('-', ' ')
    .trim();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" role="img" aria-label="${label}">
<rect width="400" height="400" fill="${colour}"/><circle cx="200" cy="180" r="96" fill="#ffffff" fill-opacity="0.55"/>
<text x="200" y="206" font-family="system-ui,sans-serif" font-size="72" text-anchor="middle" fill="#303030">${initials}</text>
<text x="200" y="340" font-family="system-ui,sans-serif" font-size="28" text-anchor="middle" fill="#303030">${option.replaceAll(/[^a-z0-9-]/gi, '')}</text></svg>`;
}

function checksum(text: string): number {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return sum;
}
