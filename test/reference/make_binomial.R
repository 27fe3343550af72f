# Makes binomial.json: p-values of R's exact binomial test, plain and for organisations beside the rest of their domain.
# Needs base R only. Run in this folder:  Rscript make_binomial.R
g <- data.frame(
  x = c(0, 1, 5, 3, 8, 12, 0, 30, 47, 2, 250, 60),
  n = c(5, 5, 5, 10, 10, 40, 40, 40, 300, 300, 1000, 1000),
  p = c(.5, .5, .5, .3, .25, .1, .1, .5, .1, .02, .3, .05)
)
g$value <- mapply(function(x, n, p) binom.test(x, n, p)$p.value, g$x, g$n, g$p)
listed <- c(120, 80, 300, 40, 7)
excluded <- c(20, 4, 15, 2, 0)
raw <- mapply(function(x, n) binom.test(x, sum(excluded), n / sum(listed))$p.value, excluded, listed)
list_of <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ", "), "]")
lines <- c(
  "{",
  '  "test": [',
  paste(sprintf('    { "x": %d, "n": %d, "p": %.17g, "value": %.17g }', g$x, g$n, g$p, g$value), collapse = ",\n"),
  "  ],",
  '  "organisations": {',
  paste0('    "listed": ', list_of(listed), ","),
  paste0('    "excluded": ', list_of(excluded), ","),
  paste0('    "holm": ', list_of(p.adjust(raw, "holm"))),
  "  }",
  "}"
)
writeLines(lines, "binomial.json")
