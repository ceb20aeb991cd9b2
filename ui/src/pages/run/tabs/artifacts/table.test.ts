import { delimiterOf, numericColumns, parseCsv, parseJsonTable } from "./table";

test("a header and rows", () => {
  expect(parseCsv("year,flow\n1871,1120\n1872,1160\n")).toEqual({
    columns: ["year", "flow"],
    rows: [["1871", "1120"], ["1872", "1160"]],
    total: 2,
  });
});

test("quoted fields may contain delimiters, newlines and quotes", () => {
  const table = parseCsv('name,says\r\n"Nile, the","a ""long""\nriver"\r\n');
  expect(table?.rows).toEqual([["Nile, the", 'a "long"\nriver']]);
});

test("short rows are padded, long rows add columns, empty lines are skipped", () => {
  const table = parseCsv("a,b\n1\n\n1,2,3");
  expect(table?.columns).toEqual(["a", "b", "column 3"]);
  expect(table?.rows).toEqual([["1", "", ""], ["1", "2", "3"]]);
});

test.each([[",", "a,b,c"], [";", "a;b;c,d"], ["\t", "a\tb"], [",", '"a;b;c",d'], [",", "alone"]])(
  "the delimiter is %j in %j",
  (delimiter, line) => {
    expect(delimiterOf(line)).toBe(delimiter);
  },
);

test("only the first rows are kept, but all are counted", () => {
  const text = `n\n${Array.from({ length: 50 }, (_, n) => n).join("\n")}`;
  const table = parseCsv(text, 10);
  expect(table?.rows).toHaveLength(10);
  expect(table?.total).toBe(50);
});

test("a byte order mark is not part of the first name", () => {
  expect(parseCsv("\uFEFFa,b\n1,2")?.columns[0]).toBe("a");
});

test("an empty text is no table", () => {
  expect(parseCsv(" \n")).toBeNull();
});

test("a JSON array of objects has the columns of all objects", () => {
  expect(parseJsonTable('[{"a":1,"b":null},{"a":{"x":1},"c":true}]')).toEqual({
    columns: ["a", "b", "c"],
    rows: [["1", "", ""], ['{"x":1}', "", "true"]],
    total: 2,
  });
});

test.each(["{}", "[]", "[1,2]", "[{}]", "not json", '[[1],{"a":1}]'])("%s is no table", (text) => {
  expect(parseJsonTable(text)).toBeNull();
});

test("columns of numbers are recognised", () => {
  const table = parseCsv("name,flow,share,empty\na,1 120,12.5 %,\nb,-3.4e2,7,")!;
  expect(numericColumns(table)).toEqual([false, true, true, false]);
});
