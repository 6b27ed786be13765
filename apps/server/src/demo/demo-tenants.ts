/** The demo contractors: three zones, two currencies, several trades. */
export interface DemoTenant {
  externalId: string;
  name: string;
  timeZone: string;
  currency: string;
  address: {
    street: string;
    locality: string;
    region: string;
    postalCode: string;
    country: string;
  };
  telephone: string;
  email: string;
  website: string;
  businessUnits: readonly string[];
  /** Standard job type → the tenant's own job types and business units. Left out: not mapped yet. */
  mapping: readonly {
    standard: string;
    jobTypes: readonly string[];
    businessUnits: readonly string[];
  }[];
}

export const demoTenants: readonly DemoTenant[] = [
  {
    externalId: 'demo-desert-breeze',
    name: 'Desert Breeze Air & Plumbing',
    timeZone: 'America/Phoenix',
    currency: 'USD',
    address: {
      street: '2210 N 7th St',
      locality: 'Phoenix',
      region: 'AZ',
      postalCode: '85006',
      country: 'US',
    },
    telephone: '+16025550100',
    email: 'office@desert-breeze.demo',
    website: 'https://desert-breeze.demo',
    businessUnits: ['HVAC - Service', 'HVAC - Install', 'Plumbing'],
    mapping: [
      { standard: 'Repair AC', jobTypes: ['AC Repair'], businessUnits: ['HVAC - Service'] },
      {
        standard: 'AC Maintenance',
        jobTypes: ['Cooling Tune-Up'],
        businessUnits: ['HVAC - Service'],
      },
      {
        standard: 'Install AC',
        jobTypes: ['System Replacement'],
        businessUnits: ['HVAC - Install'],
      },
      {
        standard: 'Repair Heating System',
        jobTypes: ['Heating Repair'],
        businessUnits: ['HVAC - Service'],
      },
      {
        standard: 'Repair Water Heater',
        jobTypes: ['Water Heater Repair'],
        businessUnits: ['Plumbing'],
      },
      {
        standard: 'Unclog Drain',
        jobTypes: ['Drain Clearing', 'Drain Camera Inspection'],
        businessUnits: ['Plumbing'],
      },
    ],
  },
  {
    externalId: 'demo-pipe-masters',
    name: 'Pipe Masters',
    timeZone: 'America/Chicago',
    currency: 'USD',
    address: {
      street: '845 W Fulton Market',
      locality: 'Chicago',
      region: 'IL',
      postalCode: '60607',
      country: 'US',
    },
    telephone: '+13125550145',
    email: 'dispatch@pipe-masters.demo',
    website: 'https://pipe-masters.demo',
    businessUnits: ['Residential Plumbing', 'Sewer & Drain'],
    mapping: [
      {
        standard: 'Unclog Drain',
        jobTypes: ['Drain Cleaning'],
        businessUnits: ['Sewer & Drain'],
      },
      { standard: 'Repair Sewer', jobTypes: ['Sewer Repair'], businessUnits: ['Sewer & Drain'] },
      {
        standard: 'Install Water Heater',
        jobTypes: ['Water Heater Install'],
        businessUnits: ['Residential Plumbing'],
      },
    ],
  },
  {
    externalId: 'demo-northern-sparks',
    name: 'Northern Sparks Electric',
    timeZone: 'America/Toronto',
    currency: 'CAD',
    address: {
      street: '91 Spadina Ave',
      locality: 'Toronto',
      region: 'ON',
      postalCode: 'M5V 2K8',
      country: 'CA',
    },
    telephone: '+14165550121',
    email: 'hello@northern-sparks.demo',
    website: 'https://northern-sparks.demo',
    businessUnits: ['Electrical Service'],
    mapping: [
      { standard: 'No Power', jobTypes: ['Power Outage'], businessUnits: ['Electrical Service'] },
      {
        standard: 'Upgrade Panel',
        jobTypes: ['Panel Upgrade'],
        businessUnits: ['Electrical Service'],
      },
    ],
  },
];

export const demoPassword = 'demo-password-1';

export const demoStaff = [
  { email: 'admin@demo.local', name: 'Alex Admin', role: 'admin' },
  { email: 'manager@demo.local', name: 'Morgan Manager', role: 'manager' },
  { email: 'viewer@demo.local', name: 'Vic Viewer', role: 'viewer' },
] as const;

export const demoTenantUsers = [
  {
    email: 'owner@desert-breeze.demo',
    name: 'Olivia Owner',
    tenant: 'demo-desert-breeze',
    role: 'owner',
  },
  {
    email: 'office@desert-breeze.demo',
    name: 'Oscar Office',
    tenant: 'demo-desert-breeze',
    role: 'office',
  },
  {
    email: 'owner@pipe-masters.demo',
    name: 'Pat Masters',
    tenant: 'demo-pipe-masters',
    role: 'owner',
  },
  {
    email: 'owner@northern-sparks.demo',
    name: 'Noor Sparks',
    tenant: 'demo-northern-sparks',
    role: 'owner',
  },
] as const;
