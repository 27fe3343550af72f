import { expect, it } from 'vitest';
import { rowsPerOrganisation } from '../../../src/domain/frame/organisation-rows.js';

it('adds up the files of an organisation, apart in each domain, and what is left was rejected', () => {
  const file = {
    domain: 'basishulp',
    organisation: 'Anker',
    dataRows: 10,
    acceptedRows: 7,
    notInReportYear: 2,
  };
  const rows = rowsPerOrganisation([
    file,
    { ...file, domain: 'jb_jr', dataRows: 4, acceptedRows: 4, notInReportYear: 0 },
    { ...file, dataRows: 5, acceptedRows: 3, notInReportYear: 1 },
  ]);
  expect(rows).toEqual([
    {
      domain: 'basishulp',
      organisation: 'Anker',
      files: 2,
      data_rows: 15,
      accepted_rows: 10,
      rejected_rows: 2,
      not_in_report_year: 3,
    },
    {
      domain: 'jb_jr',
      organisation: 'Anker',
      files: 1,
      data_rows: 4,
      accepted_rows: 4,
      rejected_rows: 0,
      not_in_report_year: 0,
    },
  ]);
  expect(rowsPerOrganisation([file])[0]?.rejected_rows).toBe(1);
});
