/** A value of type `Base` that only one constructor may make, so that two kinds of text cannot be confused. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
