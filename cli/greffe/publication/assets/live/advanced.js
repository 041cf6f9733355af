export function openAdvanced() {}
