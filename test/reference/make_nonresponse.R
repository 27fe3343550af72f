# Makes nonresponse.json: logistic regressions, R-indicators with standard errors and partial indicators, score
# intervals, funnel limits and robust spreads. Base R only. Run in this folder:  Rscript make_nonresponse.R
num <- function(v) paste(sprintf("%.17g", v), collapse = ", ")
arr <- function(v) paste0("[", num(v), "]")
mat <- function(m) paste0("[", paste(apply(m, 1, arr), collapse = ", "), "]")
control <- glm.control(epsilon = 1e-15, maxit = 100)

# One study: cells of domain x age band x measure, sampled with unequal weights.
set.seed(20090)
d <- expand.grid(domain = c("basishulp", "jb_jr", "specialistisch"), age = c("0-11", "12-15", "16+"),
                 measure = c("geen", "ots"), stringsAsFactors = FALSE)
d$n <- c(60, 25, 70, 80, 30, 55, 45, 22, 38, 12, 40, 15, 11, 35, 14, 10, 28, 13)
d$weight1 <- c(basishulp = 7.5, jb_jr = 2, specialistisch = 12.25)[d$domain]
eta <- .6 + c(basishulp = .3, jb_jr = -.4, specialistisch = 0)[d$domain] +
  c("0-11" = .2, "12-15" = -.3, "16+" = -.6)[d$age] - .5 * (d$measure == "ots")
d$r <- rbinom(nrow(d), d$n, plogis(eta))

study <- function(d) {
  w1 <- d$weight1 / (sum(d$n * d$weight1) / sum(d$n))
  people <- d[rep(seq_len(nrow(d)), d$n), ]
  people$y <- unlist(mapply(function(n, r) c(rep(1, r), rep(0, n - r)), d$n, d$r))
  people$w <- rep(w1, d$n)
  people$dw <- rep(d$weight1, d$n)
  keep <- sapply(d[c("domain", "age", "measure")], function(v) length(unique(v)) > 1)
  formula <- reformulate(c("domain", "age", "measure")[keep], "y")
  fit <- suppressWarnings(glm(formula, binomial, people, weights = w, control = control))
  rho <- fitted(fit); x <- model.matrix(fit); z <- rho * (1 - rho) * x; V <- vcov(fit)
  N <- sum(people$dw); n <- nrow(people); p <- people$dw / N
  mean <- sum(p * rho); S2 <- sum(people$dw * (rho - mean)^2) / (N - 1)
  zc <- sweep(z, 2, colSums(p * z))
  adj <- max(0, (1 + 1 / n - 1 / N) * S2 - sum(p * rowSums((zc %*% V) * zc)))
  A <- colSums(p * zc * (rho - mean)); B <- t(zc) %*% (p * zc)
  sq <- (rho - mean)^2
  var <- 4 * drop(t(A) %*% V %*% A) + 2 * sum(diag(B %*% V %*% B %*% V)) +
    (1 / n - 1 / N) * sum(p * (sq - sum(p * sq))^2)
  rse <- sqrt(var) / sqrt(adj); cv <- sqrt(adj) / mean
  partial <- sapply(c("domain", "age", "measure"), function(v) {
    m <- tapply(p * rho, people[[v]], sum) / tapply(p, people[[v]], sum)
    other <- do.call(paste, people[setdiff(c("domain", "age", "measure"), v)])
    cm <- (tapply(p * rho, other, sum) / tapply(p, other, sum))[other]
    c(sqrt(sum(tapply(p, people[[v]], sum) * (m - mean)^2)), sqrt(sum(p * (rho - cm)^2)))
  })
  m <- tapply(p * rho, people$age, sum) / tapply(p, people$age, sum)
  ages <- sqrt(tapply(p, people$age, sum)) * (m - mean)
  # Classes for weights: fifths of the frame in the order of the chance to respond.
  own <- predict(fit, d, type = "response"); cw <- d$n * d$weight1; o <- order(own); class <- integer(nrow(d))
  class[o] <- pmin(5, floor(5 * (cumsum(cw[o]) - cw[o] / 2) / sum(cw)) + 1)
  paste0('{ "cells": [', paste(sprintf(
    '{ "levels": ["%s", "%s", "%s"], "sampled": %d, "responded": %d, "weight": %.17g, "respondedWeight": %.17g }',
    d$domain, d$age, d$measure, as.integer(d$n), as.integer(d$r), d$n * d$weight1, d$r * d$weight1), collapse = ", "),
    '],\n    "coefficients": ', arr(coef(fit)), ', "covariance": ', mat(V),
    ',\n    "meanPropensity": ', num(mean), ', "rUncorrected": ', num(1 - 2 * sqrt(S2)),
    ', "r": ', num(1 - 2 * sqrt(adj)), ', "rStandardError": ', num(rse), ', "cv": ', num(cv),
    ', "cvStandardError": ', num(sqrt(rse^2 / (4 * mean^2) + cv^4 / n)),
    ',\n    "unconditional": ', arr(partial[1, ]), ', "conditional": ', arr(partial[2, ]),
    ', "ages": ', arr(ages), ', "classes": ', arr(class), " }")
}
studies <- c(study(d), study(subset(d, domain == "specialistisch")), study(transform(d, weight1 = 3)))

# Why the mean is taken out of the correction: three groups, 200 people, 20,000 samples.
w <- c(.5, .3, .2); rho <- c(.7, .6, .5); S2 <- sum(w * (rho - sum(w * rho))^2); n <- 200
draws <- replicate(20000, {
  g <- factor(sample(3, n, TRUE, w), 1:3); r <- rbinom(n, 1, rho[g]); ph <- tapply(r, g, mean); v <- ph * (1 - ph)
  s2 <- sum(table(g) / n * (ph - mean(r))^2); whole <- sum(v) / n
  c(s2, (1 + 1 / n) * s2 - whole, (1 + 1 / n) * s2 - (whole - sum(table(g) / n * v) / n))
})
means <- rowMeans(draws)

wilson <- data.frame(x = c(0, 1, 8, 10, 37, 512), n = c(7, 9, 10, 10, 60, 886))
ci <- t(mapply(function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int), wilson$x, wilson$n))
limit <- function(a, n, p) { r <- qbinom(a, n, p); (r - (pbinom(r, n, p) - a) / dbinom(r, n, p)) / n }
funnel <- expand.grid(n = c(5, 20, 50, 137, 1000), p = c(.08, .5, .83), confidence = c(.95, .998))
a <- (1 - funnel$confidence) / 2
lower <- pmin(1, pmax(0, mapply(limit, a, funnel$n, funnel$p)))
upper <- 1 - pmin(1, pmax(0, mapply(limit, a, funnel$n, 1 - funnel$p)))
lengths <- c(612, 640, 655, 700, 701, 733, 790, 811, 1900, 95)

writeLines(c("{", '  "studies": [', paste("   ", studies, collapse = ",\n"), "  ],",
  paste0('  "simulation": { "true": ', num(S2), ', "uncorrected": ', num(means[1]), ', "whole": ', num(means[2]),
         ', "centred": ', num(means[3]), " },"),
  '  "wilson": [', paste(sprintf('    { "x": %d, "n": %d, "lower": %.17g, "upper": %.17g }', as.integer(wilson$x),
    as.integer(wilson$n), ci[, 1], ci[, 2]), collapse = ",\n"), "  ],",
  '  "funnel": [', paste(sprintf('    { "n": %d, "p": %.17g, "confidence": %.17g, "lower": %.17g, "upper": %.17g }',
    as.integer(funnel$n), funnel$p, funnel$confidence, lower, upper), collapse = ",\n"), "  ],",
  paste0('  "lengths": { "values": ', arr(lengths), ', "median": ', num(median(lengths)), ', "mad": ',
         num(mad(lengths, constant = 1)), ', "z": ', arr(qnorm(.75) * (lengths - median(lengths)) /
         mad(lengths, constant = 1)), " }"), "}"), "nonresponse.json")
