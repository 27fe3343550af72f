# Makes agreement.json: Cohen's kappa per code and Krippendorff's alpha with the MASI distance for two coders who gave
# sets of codes. Written from the definitions, answer by answer: observed disagreement is the mean distance within
# answers, expected disagreement the mean distance over all pairs of values whoever gave them.
# Needs base R only. Run in this folder:  Rscript make_agreement.R
set.seed(20261)
masi <- function(a, b) {
  common <- length(intersect(a, b))
  m <- if (setequal(a, b)) 1 else if (common == min(length(a), length(b)) && common > 0) 2 / 3 else if (common > 0) 1 / 3 else 0
  1 - common / length(union(a, b)) * m
}
alpha <- function(first, second) {
  n <- length(first)
  within <- mean(mapply(masi, first, second))
  values <- c(first, second)
  pairs <- combn(2 * n, 2)
  1 - within / mean(apply(pairs, 2, function(ij) masi(values[[ij[1]]], values[[ij[2]]])))
}
kappa <- function(x, y) {
  t <- table(factor(x, c(TRUE, FALSE)), factor(y, c(TRUE, FALSE))) / length(x)
  pe <- sum(rowSums(t) * colSums(t))
  (sum(diag(t)) - pe) / (1 - pe)
}
draw <- function(n) {
  first <- lapply(seq_len(n), function(i) sort(sample(1:6, sample(1:3, 1, prob = c(.6, .3, .1)))))
  second <- lapply(first, function(s) {
    u <- runif(1)
    if (u < .7) s
    else if (u < .85) sort(union(s, sample(1:6, 1)))
    else sort(sample(1:6, sample(1:2, 1)))
  })
  list(first = first, second = second)
}
sets <- function(s) paste0("[", paste(sapply(s, function(x) paste0("[", paste(x, collapse = ", "), "]")), collapse = ", "), "]")
study <- function(n) {
  d <- draw(n)
  k <- sapply(1:6, function(code) kappa(sapply(d$first, function(s) code %in% s), sapply(d$second, function(s) code %in% s)))
  paste0(
    '  { "first": ', sets(d$first), ',\n    "second": ', sets(d$second),
    sprintf(',\n    "alpha": %.17g', alpha(d$first, d$second)),
    ',\n    "kappa": [', paste(sprintf("%.17g", k), collapse = ", "), "] }"
  )
}
writeLines(c("[", paste(sapply(c(12, 40, 90), study), collapse = ",\n"), "]"), "agreement.json")
