/** What became of the rows of one organisation in one domain. The names are fixed for programs. */
export interface OrganisationRows {
  readonly domain: string;
  readonly organisation: string;
  readonly files: number;
  /** Accepted, rejected and outside the report year together. */
  readonly data_rows: number;
  readonly accepted_rows: number;
  readonly rejected_rows: number;
  readonly not_in_report_year: number;
}

/** One file with its counts. */
export interface CountedFile {
  readonly domain: string;
  readonly organisation: string;
  readonly dataRows: number;
  readonly acceptedRows: number;
  readonly notInReportYear: number;
}

/**
 * Adds up the rows of files per organisation within a domain, in the order in which the organisations first come.
 * Rows that are neither accepted nor outside the report year were rejected.
 * @param files in the order in which the organisations are to be listed
 * @example rowsPerOrganisation([{ ...file, dataRows: 10, acceptedRows: 7, notInReportYear: 2 }])[0]?.rejected_rows // 1
 */
export function rowsPerOrganisation(files: readonly CountedFile[]): OrganisationRows[] {
  const found = new Map<string, OrganisationRows>();
  for (const file of files) {
    const { domain, organisation } = file;
    const key = JSON.stringify([domain, organisation]);
    found.set(key, added(found.get(key) ?? { ...noRows, domain, organisation }, file));
  }
  return [...found.values()];
}

const noRows = { files: 0, data_rows: 0, accepted_rows: 0, rejected_rows: 0, not_in_report_year: 0 };

function added(rows: OrganisationRows, file: CountedFile): OrganisationRows {
  const { dataRows, acceptedRows, notInReportYear } = file;
  return {
    ...rows,
    files: rows.files + 1,
    data_rows: rows.data_rows + dataRows,
    accepted_rows: rows.accepted_rows + acceptedRows,
    rejected_rows: rows.rejected_rows + dataRows - acceptedRows - notInReportYear,
    not_in_report_year: rows.not_in_report_year + notInReportYear,
  };
}
