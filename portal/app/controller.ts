/** The controller that the hub is run for, as the server wrote it in the page. */
export const controllerName = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="oppvekst-controller"]')?.content ?? '';
