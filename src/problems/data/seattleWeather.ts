import { rowsOf } from "./columns.ts";

/** A day's weather in Seattle: millimetres of rain, degrees Celsius, metres a second. */
export interface WeatherDay {
  date: Date;
  precipitation: number;
  tempMax: number;
  tempMin: number;
  wind: number;
  weather: "drizzle" | "fog" | "rain" | "snow" | "sun";
}

/** The 1461 days from 2012 to 2015, in order. */
export function seattleWeather(bytes: Uint8Array): WeatherDay[] {
  return rowsOf<Omit<WeatherDay, "date"> & { date: string }>(bytes).map((row) => ({ ...row, date: new Date(row.date) }));
}
