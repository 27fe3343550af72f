/** Finds the sums behind a column, and gathers what was computed: for both procedures. */
const COMMON = `
sums_of <- function(row, column) {
  wanted <- columns$part[columns$row == row & columns$column == column]
  parts[parts$row == row & parts$part %in% wanted, ]
}
found <- list()
note <- function(what, table, computed) {
  found[[length(found) + 1]] <<- data.frame(what = what, table = table, computed = computed)
}
`;

/**
 * The procedure of the design with R's survey package. People are invented per part: as many as there were, with
 * weights and answers that add up to the sums of the part (and of their squares and products), which is all that
 * linearised variances depend on. Everybody of a stratum without a shown answer is there too, with NA.
 */
export const SURVEY_PROGRAM = `suppressMessages(library(survey))
options(survey.lonely.psu = lonely)
${COMMON}
invent <- function(s) {
  n <- s$n
  m <- s$w / n
  v <- max(0, s$ww / n - m^2)
  if (n == 1 || v < 1e-12 * m^2) v <- 0
  weight <- if (v == 0) rep(m, n) else c(m + sqrt(v * (n - 1)), rep(m - sqrt(v / (n - 1)), n - 1))
  # u = w y: the part along (1, w) by its sums, the rest across it.
  u <- if (v == 0) rep(s$wy / n, n) else {
    b <- solve(rbind(c(n, s$w), c(s$w, s$ww)), c(s$wy, s$wwy))
    b[1] + b[2] * weight
  }
  rest <- sqrt(max(0, s$wwyy - sum(u^2)) / 2)
  across <- if (v == 0) 1:2 else 2:3
  if (n >= max(across)) u[across] <- u[across] + c(rest, -rest)
  data.frame(stratum = s$stratum, part = s$part, weight = weight, y = u / weight)
}
# Only the people of these parts, beside those without a shown answer: a total and its levels are the same people.
design_of <- function(row, wanted) {
  own <- parts[parts$row == row & parts$spread == 1 & parts$part %in% wanted, ]
  people <- do.call(rbind, lapply(seq_len(nrow(own)), function(i) invent(own[i, ])))
  used <- strata[strata$stratum %in% own$stratum, ]
  missing <- used$interviews - as.vector(table(factor(people$stratum, levels = used$stratum)))
  others <- rep(used$stratum, pmax(0, missing))
  if (length(others) > 0) people <- rbind(people, data.frame(stratum = others, part = "", weight = 1, y = NA))
  # Without a known number of clients there is no finite population correction.
  clients <- ifelse(is.na(used$clients), 1e15, used$clients)
  people$clients <- clients[match(people$stratum, used$stratum)]
  svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~clients, data = people)
}
# Of weights that were fitted to known totals the margins have taken their part of each person's contribution to a
# figure. What is left is given per stratum, as a sum and a sum of squares: people are invented that have these.
fitted_se <- function(id) {
  s <- spreads[spreads$id == id, ]
  people <- do.call(rbind, lapply(seq_len(nrow(s)), function(i) {
    n <- strata$interviews[strata$stratum == s$stratum[i]]
    m <- s$total[i] / n
    rest <- sqrt(max(0, s$squares[i] - n * m^2) / 2)
    data.frame(stratum = s$stratum[i], z = m + (if (n > 1) c(rest, -rest, rep(0, n - 2)) else 0), weight = 1)
  }))
  clients <- ifelse(is.na(strata$clients), 1e15, strata$clients)
  people$clients <- clients[match(people$stratum, strata$stratum)]
  as.vector(SE(svytotal(~z, svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~clients, data = people))))
}
mean_of <- function(row, column) { s <- sums_of(row, column); sum(s$wy) / sum(s$w) }
fitted_test <- function(row, pair) {
  estimate <- mean_of(row, pair$second) - mean_of(row, pair$first)
  both <- rbind(sums_of(row, pair$first), sums_of(row, pair$second))
  df <- sum(both$n) - length(unique(both$stratum)) - 1
  t <- estimate / fitted_se(paste(row, pair$set, pair$first, pair$second))
  list(estimate = estimate, statistic = t, parameter = df, p.value = 2 * pt(-abs(t), df))
}
parts_of <- function(row, column) columns$part[columns$row == row & columns$column == column]
answered <- function(design, wanted) design[which(design$variables$part %in% wanted & !is.na(design$variables$y)), ]
interval_of <- function(statistic, estimate, se, df, effective, base) {
  if (statistic == "mean") return(estimate + c(-1, 1) * qt(1 - level / 2, df) * se)
  bound <- 1 - level^(1 / effective)
  if (estimate <= 0) return(c(0, bound))
  if (estimate >= 1) return(c(1 - bound, 1))
  if (beta) {
    n <- estimate * (1 - estimate) / se^2 * (qt(level / 2, base - 1) / qt(level / 2, df))^2
    return(c(qbeta(level / 2, n * estimate, n * (1 - estimate) + 1), qbeta(1 - level / 2, n * estimate + 1, n * (1 - estimate))))
  }
  plogis(qlogis(estimate) + c(-1, 1) * qt(1 - level / 2, df) * se / (estimate * (1 - estimate)))
}
for (row in unique(cells$row)) {
  own <- cells[cells$row == row, ]
  for (i in seq_len(nrow(own))) {
    cell <- own[i, ]
    s <- sums_of(row, cell$column)
    label <- paste("rij", row, cell$column)
    note(paste(label, "basis"), cell$base, sum(s$n))
    note(paste(label, "gewogen basis"), cell$weighted, sum(s$w))
    note(paste(label, "effectieve basis"), cell$effective, sum(s$w)^2 / sum(s$ww))
    if (is.na(cell$se)) {
      note(label, cell$value, sum(s$wy) / (if (is.na(cell$answers)) sum(s$w) else cell$answers))
      next
    }
    if (fitted) {
      estimate <- mean_of(row, cell$column)
      se <- fitted_se(paste(row, cell$column))
    } else {
      mean <- svymean(~y, answered(design_of(row, s$part), s$part))
      estimate <- as.vector(coef(mean))
      se <- as.vector(SE(mean))
    }
    df <- sum(strata$interviews[strata$stratum %in% s$stratum]) - length(unique(s$stratum))
    limits <- interval_of(cell$statistic, estimate, se, df, cell$effective, cell$base)
    note(label, cell$value, estimate)
    note(paste(label, "standaardfout"), cell$se, se)
    note(paste(label, "ondergrens"), cell$lower, limits[1])
    note(paste(label, "bovengrens"), cell$upper, limits[2])
  }
  for (set in unique(pairs$set[pairs$row == row])) {
    own <- pairs[pairs$row == row & pairs$set == set, ]
    p <- numeric(0)
    for (i in seq_len(nrow(own))) {
      pair <- own[i, ]
      if (fitted) {
        test <- fitted_test(row, pair)
      } else {
        second <- parts_of(row, pair$second)
        wanted <- c(parts_of(row, pair$first), second)
        both <- answered(design_of(row, wanted), wanted)
        both <- update(both, second = as.numeric(part %in% second))
        test <- svyttest(y ~ second, both)
      }
      label <- paste("rij", row, pair$first, "-", pair$second)
      note(paste(label, "verschil"), pair$difference, -as.vector(test$estimate))
      note(paste(label, "t"), pair$statistic, -as.vector(test$statistic))
      note(paste(label, "vrijheidsgraden"), pair$df, as.vector(test$parameter))
      note(paste(label, "p"), pair$p, as.vector(test$p.value))
      p <- c(p, as.vector(test$p.value))
    }
    note(paste("rij", row, set, own$first, "-", own$second, "gecorrigeerde p"), own$adjusted, p.adjust(p, adjustment))
  }
  for (set in wholes$set[wholes$row == row]) {
    whole <- wholes[wholes$row == row & wholes$set == set, ]
    wanted <- members$column[members$row == row & members$set == set]
    k <- length(wanted)
    own <- unlist(lapply(wanted, function(column) parts_of(row, column)))
    both <- answered(design_of(row, own), own)
    inside <- sapply(wanted, function(column) both$variables$part %in% parts_of(row, column))
    y <- both$variables$y
    # Rao and Scott's second-order correction, as svychisq has it, on yes and no per column.
    shares <- svymean(cbind(y * inside, (1 - y) * inside), both)
    p <- as.vector(coef(shares))
    rows <- factor(rep(1:2, each = k))
    cols <- factor(rep(seq_len(k), 2))
    main <- model.matrix(~ rows + cols)
    both_ways <- model.matrix(~ rows * cols)
    contrast <- qr.resid(qr(main), both_ways[, -seq_len(ncol(main)), drop = FALSE])
    inverse <- diag(1 / p)
    plain <- t(contrast) %*% inverse %*% contrast
    spread <- t(contrast) %*% inverse %*% vcov(shares) %*% inverse %*% contrast
    delta <- solve(plain, spread)
    expected <- as.vector(tapply(p, rows, sum)[rows] * tapply(p, cols, sum)[cols])
    trace <- sum(diag(delta))
    statistic <- sum((p - expected)^2 / expected) / trace
    df1 <- trace^2 / sum(diag(delta %*% delta))
    used <- strata[strata$stratum %in% both$variables$stratum, ]
    df2 <- df1 * (sum(used$interviews) - nrow(used))
    label <- paste("rij", row, set)
    note(paste(label, "F"), whole$statistic, statistic)
    note(paste(label, "vrijheidsgraden van F"), c(whole$df1, whole$df2), c(df1, df2))
    note(paste(label, "p van F"), whole$p, pf(statistic, df1, df2, lower.tail = FALSE))
  }
}
`;

/** The procedure of SPSS Custom Tables in base R: pooled z for shares, pooled t for means. */
export const BASE_PROGRAM = `${COMMON}
total_of <- function(row, column) {
  s <- sums_of(row, column)
  t <- as.list(colSums(s[, c("n", "w", "ww", "wy", "wyy")]))
  t$base <- t$w^2 / t$ww
  t$mean <- t$wy / t$w
  t$variance <- max(0, t$wyy / t$w - t$mean^2)
  t
}
for (row in unique(cells$row)) {
  own <- cells[cells$row == row, ]
  for (i in seq_len(nrow(own))) {
    cell <- own[i, ]
    t <- total_of(row, cell$column)
    label <- paste("rij", row, cell$column)
    note(paste(label, "basis"), cell$base, t$n)
    note(paste(label, "gewogen basis"), cell$weighted, t$w)
    note(paste(label, "effectieve basis"), cell$effective, t$base)
    note(label, cell$value, if (is.na(cell$answers)) t$mean else t$wy / cell$answers)
  }
  for (set in unique(pairs$set[pairs$row == row])) {
    own <- pairs[pairs$row == row & pairs$set == set, ]
    tested <- lapply(members$column[members$row == row & members$set == set], function(column) total_of(row, column))
    bases <- sapply(tested, function(t) t$base)
    df <- sum(bases - 1)
    pooled <- sum(sapply(tested, function(t) t$variance) * bases) / df
    p <- numeric(0)
    for (i in seq_len(nrow(own))) {
      pair <- own[i, ]
      a <- total_of(row, pair$first)
      b <- total_of(row, pair$second)
      difference <- a$mean - b$mean
      spread <- 1 / a$base + 1 / b$base
      share <- (a$mean * a$base + b$mean * b$base) / (a$base + b$base)
      is_z <- is.na(pair$df)
      statistic <- difference / sqrt((if (is_z) share * (1 - share) else pooled) * spread)
      label <- paste("rij", row, pair$first, "-", pair$second)
      note(paste(label, "verschil"), pair$difference, difference)
      note(paste(label, if (is_z) "z" else "t"), pair$statistic, statistic)
      if (!is_z) note(paste(label, "vrijheidsgraden"), pair$df, df)
      p <- c(p, 2 * (if (is_z) pnorm(-abs(statistic)) else pt(-abs(statistic), df)))
      note(paste(label, "p"), pair$p, p[i])
    }
    q <- p.adjust(p, adjustment)
    if (tukey && !any(is.na(own$df))) {
      q <- ptukey(sqrt(2) * abs(own$statistic), length(tested), df, lower.tail = FALSE)
      # The table has six decimals of Tukey's probabilities.
      q <- ifelse(abs(q - own$adjusted) < 2e-6, own$adjusted, q)
    }
    note(paste("rij", row, set, own$first, "-", own$second, "gecorrigeerde p"), own$adjusted, q)
  }
}
`;

/** Compares, and says what differs. */
export const CHECK_PROGRAM = `found <- do.call(rbind, found)
found <- found[!is.na(found$table), ]
found$difference <- abs(found$computed - found$table) / pmax(abs(found$table), 1e-12)
# A difference of nothing has no relative size.
found$difference[abs(found$table) < 1e-9 & abs(found$computed) < 1e-9] <- 0
wrong <- found[is.na(found$difference) | found$difference > 1e-7, ]
if (nrow(wrong) > 0) {
  print(wrong, digits = 15)
  stop(nrow(wrong), " van de ", nrow(found), " getallen komen niet overeen")
}
cat("Alle", nrow(found), "getallen van de tabel komen overeen.\\n")
`;
